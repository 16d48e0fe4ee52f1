package io.portolan.cli.settings;

import io.portolan.format.Nearest;
import io.portolan.options.AllowOptions;
import io.portolan.options.LimitChanges;
import io.portolan.options.QueryStyle;
import io.portolan.options.RedirectOptions;
import io.portolan.options.StreamChanges;
import io.portolan.options.TimeoutChanges;
import io.portolan.options.UpstreamOptions;
import io.portolan.spec.AuthenticationText;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code upstreams}: what differs from the capability files, by patterns of consumed namespaces. */
final class UpstreamsReader {

    private static final String ANY = "*";
    private static final List<String> KEYS = List.of(
            "baseUri",
            "authentication",
            "headers",
            "query",
            "arrayStyle",
            "parameters",
            "contentType",
            "allow",
            "timeouts",
            "limits",
            "streams",
            "redirects",
            "confirm");

    private final List<SettingProblem> problems;
    private final List<String> origins;

    /**
     * Reads into these lists.
     *
     * @param problems what is found is added here
     * @param origins every place is added here, in the order of the file
     */
    UpstreamsReader(List<SettingProblem> problems, List<String> origins) {
        this.problems = problems;
        this.origins = origins;
    }

    List<UpstreamOptions> read(WrittenPart part) {
        List<UpstreamOptions> upstreams = new ArrayList<>();
        members(SettingsFile.UPSTREAMS, part, "sections by consumed namespace")
                .forEach((pattern, section) -> upstreams.add(upstream(pattern, section)));
        return upstreams;
    }

    private UpstreamOptions upstream(String pattern, WrittenPart part) {
        String path = SettingsFile.UPSTREAMS + "." + pattern;
        Map<String, WrittenPart> section = section(path, part, KEYS);
        WrittenPart allow = section.get("allow");
        WrittenPart limits = section.get("limits");
        WrittenPart timeouts = section.get("timeouts");
        WrittenPart streams = section.get("streams");
        WrittenPart redirects = section.get("redirects");
        WrittenPart authentication = section.get("authentication");
        return new UpstreamOptions(
                pattern,
                part.key(),
                text(path, section, "baseUri", UpstreamTexts::baseUri),
                authentication == null ? null : authentication(path + ".authentication", authentication),
                texts(path + ".headers", section.get("headers"), UpstreamTexts::header),
                texts(path + ".query", section.get("query"), UpstreamTexts::query),
                style(path, section),
                styles(path + ".parameters", section.get("parameters")),
                text(path, section, "contentType", UpstreamTexts::contentType),
                allow == null ? AllowOptions.NONE : allow(path + ".allow", allow),
                limits == null ? LimitChanges.NONE : limits(path + ".limits", limits),
                timeouts == null ? TimeoutChanges.NONE : timeouts(path + ".timeouts", timeouts),
                streams == null ? StreamChanges.NONE : streams(path + ".streams", streams),
                redirects == null ? RedirectOptions.NONE : redirects(path + ".redirects", redirects),
                value(path, section, "confirm", SettingType.FLAG));
    }

    private UpstreamOptions.Authentication authentication(String path, WrittenPart part) {
        String file = part.at().replaceFirst(":\\d+:\\d+$", "");
        for (Problem problem :
                AuthenticationText.read(file, part.yaml()).document().problems()) {
            String at = problem.at().toString();
            origins.add(at);
            problems.add(new SettingProblem(at, path, problem.text()));
        }
        return new UpstreamOptions.Authentication(file, part.yaml());
    }

    private @Nullable QueryStyle style(String path, Map<String, WrittenPart> section) {
        WrittenPart part = section.get("arrayStyle");
        return part == null ? null : value(path + ".arrayStyle", part, STYLE);
    }

    private Map<String, QueryStyle> styles(String path, @Nullable WrittenPart part) {
        Map<String, QueryStyle> styles = new LinkedHashMap<>();
        if (part != null) {
            members(path, part, "sections by parameter").forEach((name, parameter) -> {
                String here = path + "." + name;
                QueryStyle style = style(here, section(here, parameter, List.of("arrayStyle")));
                if (style != null) {
                    styles.put(name, style);
                }
            });
        }
        return styles;
    }

    private AllowOptions allow(String path, WrittenPart part) {
        Map<String, WrittenPart> section = section(path, part, List.of("headers", "query"));
        WrittenPart headers = section.get("headers");
        WrittenPart query = section.get("query");
        List<String> names = query == null ? List.of() : list(path + ".query", query);
        List<String> fields = headers == null ? List.of() : list(path + ".headers", headers);
        fields.stream()
                .filter(name -> UpstreamTexts.passable(name) != null)
                .forEach(name -> problem(
                        headers == null ? part : headers,
                        path + ".headers",
                        String.valueOf(UpstreamTexts.passable(name))));
        return new AllowOptions(
                fields, names.stream().filter(name -> !name.equals(ANY)).toList(), names.contains(ANY));
    }

    private LimitChanges limits(String path, WrittenPart part) {
        Map<String, WrittenPart> section = section(path, part, List.of("body", "inFlight", "pool", "poolQueue"));
        return new LimitChanges(
                value(path, section, "body", SettingType.SIZE),
                value(path, section, "inFlight", SettingType.COUNT),
                value(path, section, "pool", SettingType.COUNT),
                value(path, section, "poolQueue", SettingType.COUNT));
    }

    private TimeoutChanges timeouts(String path, WrittenPart part) {
        Map<String, WrittenPart> section = section(path, part, List.of("connect", "firstByte", "idle", "total"));
        return new TimeoutChanges(
                value(path, section, "connect", SettingType.TIME),
                value(path, section, "firstByte", SettingType.TIME),
                value(path, section, "idle", SettingType.TIME),
                value(path, section, "total", SettingType.TIME));
    }

    private StreamChanges streams(String path, WrittenPart part) {
        Map<String, WrittenPart> section = section(path, part, List.of("most", "total", "jsonl"));
        WrittenPart jsonl = section.get("jsonl");
        return new StreamChanges(
                value(path, section, "most", SettingType.SIZE),
                value(path, section, "total", SettingType.TIME),
                jsonl == null ? List.of() : list(path + ".jsonl", jsonl));
    }

    private RedirectOptions redirects(String path, WrittenPart part) {
        Map<String, WrittenPart> section = section(path, part, List.of("follow", "most"));
        WrittenPart follow = section.get("follow");
        List<String> hosts = follow == null ? List.of() : list(path + ".follow", follow);
        for (String host : hosts) {
            if (follow != null && !RedirectOptions.isHost(host)) {
                problem(
                        follow,
                        path + ".follow",
                        "'" + host + "' (expected: hosts such as storage.example.com, or *.example.com for all below"
                                + " one)");
            }
        }
        List<String> sound = hosts.stream().filter(RedirectOptions::isHost).toList();
        return new RedirectOptions(sound, value(path, section, "most", SettingType.COUNT));
    }

    /** Those of the known members that are there; the others are problems. */
    private Map<String, WrittenPart> section(String path, WrittenPart part, List<String> known) {
        Map<String, WrittenPart> section = new LinkedHashMap<>();
        members(path, part, "a section with " + String.join(", ", known)).forEach((name, member) -> {
            if (!known.contains(name)) {
                origins.add(member.key());
                problems.add(
                        new SettingProblem(member.key(), path + "." + name, "unknown setting" + hint(name, known)));
            } else if (!member.empty()) {
                section.put(name, member);
            }
        });
        return section;
    }

    private Map<String, WrittenPart> members(String path, WrittenPart part, String expected) {
        if (part.members() != null) {
            return part.members();
        }
        if (!part.empty()) {
            problem(part, path, "no section (expected: " + expected + ")");
        }
        return Map.of();
    }

    private @Nullable String text(
            String path, Map<String, WrittenPart> section, String name, UnaryOperator<@Nullable String> fault) {
        WrittenPart part = section.get(name);
        return part == null ? null : text(path + "." + name, part, fault.apply(part.text()));
    }

    private @Nullable String text(String path, WrittenPart part, @Nullable String fault) {
        if (part.text() == null || fault != null) {
            problem(part, path, fault == null || part.text() == null ? "no text (expected: one)" : fault);
        }
        return part.text();
    }

    private Map<String, String> texts(String path, @Nullable WrittenPart part, Checked check) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (part != null) {
            members(path, part, "texts by name").forEach((name, member) -> {
                String text = text(path + "." + name, member, check.fault(name, String.valueOf(member.text())));
                texts.put(name, String.valueOf(text));
            });
        }
        return texts;
    }

    /** Tells what is wrong with a name and its text; null for nothing. */
    private interface Checked {
        @Nullable
        String fault(String name, String text);
    }

    private List<String> list(String path, WrittenPart part) {
        List<String> texts = new ArrayList<>();
        for (WrittenPart item : part.items() == null ? List.of(part) : part.items()) {
            if (item.text() == null) {
                problem(item, path, "an item that is no text (expected: names)");
            } else {
                texts.add(item.text());
            }
        }
        return texts;
    }

    private <T> @Nullable T value(String path, Map<String, WrittenPart> section, String name, SettingType<T> type) {
        WrittenPart part = section.get(name);
        return part == null ? null : value(path + "." + name, part, type);
    }

    private <T> @Nullable T value(String path, WrittenPart part, SettingType<T> type) {
        if (part.text() == null) {
            problem(part, path, "no text (expected: one value)");
            return null;
        }
        try {
            return type.read().apply(Given.text(part.at(), part.text()));
        } catch (IllegalArgumentException unreadable) {
            problem(part, path, String.valueOf(unreadable.getMessage()));
            return null;
        }
    }

    private void problem(WrittenPart part, String path, String text) {
        origins.add(part.at());
        problems.add(new SettingProblem(part.at(), path, text));
    }

    private static String hint(String name, List<String> known) {
        String nearest = Nearest.to(name, known);
        return nearest == null ? " (expected: " + String.join(", ", known) + ")" : " (did you mean '" + nearest + "'?)";
    }

    private static final SettingType<QueryStyle> STYLE =
            new SettingType<>("STYLE", given -> style(given.text()), QueryStyle::word);

    private static QueryStyle style(String word) {
        return Arrays.stream(QueryStyle.values())
                .filter(style -> style.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Problem.quoted(word) + " (expected: "
                        + Arrays.stream(QueryStyle.values())
                                .map(QueryStyle::word)
                                .collect(Collectors.joining(", "))
                        + ")"));
    }
}
