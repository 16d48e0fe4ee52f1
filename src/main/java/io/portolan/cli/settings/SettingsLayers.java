package io.portolan.cli.settings;

import io.portolan.format.Nearest;
import io.portolan.options.PortolanOptions;
import io.portolan.options.UpstreamOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was written where, one layer over the other, and what of it is wrong. */
final class SettingsLayers {

    // Read by the start script, or before the settings are.
    private static final Set<String> OTHER_VARIABLES = Set.of("PORTOLAN_HOME", "PORTOLAN_CONF", "PORTOLAN_JAVA_OPTS");

    private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
    private final Map<String, Setting<?>> variables = new LinkedHashMap<>();
    private final Map<String, Given> given = new LinkedHashMap<>();
    // In the order a person would look.
    private final List<String> origins = new ArrayList<>();
    private final List<SettingProblem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private List<UpstreamOptions> upstreams = List.of();

    SettingsLayers() {
        for (Setting<?> setting : SettingsTable.all()) {
            settings.put(setting.name(), setting);
            variables.put(setting.variable(), setting);
        }
    }

    /**
     * Lays down the file.
     *
     * @param entries as {@link SettingsFile} makes them
     */
    void file(JsonObject entries) {
        for (String name : entries.fieldNames()) {
            JsonObject entry = entries.getJsonObject(name);
            if (name.equals(SettingsFile.UPSTREAMS)) {
                upstreams = new UpstreamsReader(problems, origins).read(WrittenPart.of(entry));
                continue;
            }
            origins.add(entry.getString("key"));
            origins.add(entry.getString("at"));
            Object value = entry.getValue("value");
            if (settings.containsKey(name)) {
                put(name, entry.getString("at"), value);
            } else if (!section(name)) {
                unknown(entry.getString("key"), name);
            } else if (value != null) {
                problems.add(new SettingProblem(
                        entry.getString("at"), name, "a value (expected: a section with " + keys(name) + ")"));
            }
        }
    }

    /** Lays the environment over it. An empty variable says nothing. */
    void environment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((variable, text) -> {
            origins.add(variable);
            Setting<?> setting = variables.get(variable);
            if (setting != null && !text.isBlank()) {
                given.put(setting.name(), Given.text(variable, text));
            } else if (setting == null && variable.startsWith("PORTOLAN_") && !OTHER_VARIABLES.contains(variable)) {
                warnings.add(variable + ": warning: unknown variable" + hint(variable, variables.keySet()));
            }
        });
    }

    /**
     * Lays the flags over it.
     *
     * @param flags by the setting's name
     */
    void flags(Map<String, String> flags) {
        new TreeMap<>(flags).forEach((name, text) -> {
            Setting<?> setting = settings.get(name);
            String flag = setting == null ? null : setting.flag();
            String origin = flag == null ? name : flag;
            origins.add(origin);
            given.put(name, Given.text(origin, text));
        });
    }

    /** The options, or a {@link SettingsException}. */
    PortolanOptions bind() {
        PortolanOptions options = new OptionsBinder(given, problems).bind().withUpstreams(upstreams);
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(problem -> origins.indexOf(problem.origin())));
            throw new SettingsException(problems);
        }
        return options;
    }

    List<String> warnings() {
        return warnings;
    }

    private void put(String name, String origin, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case JsonArray list ->
                given.put(
                        name,
                        Given.list(origin, list.stream().map(String::valueOf).toList()));
            default -> given.put(name, Given.text(origin, value.toString()));
        }
    }

    private void unknown(String origin, String name) {
        Set<String> known = new LinkedHashSet<>(settings.keySet());
        known.add(SettingsFile.UPSTREAMS);
        boolean dotted = name.startsWith(SettingsFile.UPSTREAMS + ".");
        String hint = dotted ? " (expected: a section 'upstreams' with one section a namespace)" : hint(name, known);
        problems.add(new SettingProblem(origin, name, "unknown setting" + hint));
    }

    private static String hint(String name, Set<String> known) {
        String nearest = Nearest.to(name, known);
        return nearest == null ? "" : " (did you mean '" + nearest + "'?)";
    }

    private boolean section(String name) {
        return settings.keySet().stream().anyMatch(setting -> setting.startsWith(name + "."));
    }

    private String keys(String section) {
        return settings.keySet().stream()
                .filter(setting -> setting.startsWith(section + "."))
                .map(setting -> setting.substring(section.length() + 1))
                .collect(Collectors.joining(", "));
    }
}
