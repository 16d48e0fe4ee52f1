package io.portolan.compile;

import io.portolan.binding.BindingKey;
import io.portolan.binding.BoundLocation;
import io.portolan.expr.Template;
import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.Problem;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables that one file binds. Where two groups bind one name to different keys, each is known by its group as
 * well, and the name alone means the later one.
 */
final class Variables {

    private static final String ENVIRONMENT = "env";

    /** A name spelled so is taken for a variable of the environment where nothing else is known of it. */
    private static final Pattern SPELLING = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*");

    private final Map<String, BindingKey> sources = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> groups = new HashMap<>();

    static Variables of(CapabilitySpec capability, ProblemLog log) {
        Variables variables = new Variables();
        capability.binds().forEach(group -> variables.add(group, log));
        return variables;
    }

    /** Where the values are, by variable name. */
    Map<String, BindingKey> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /** The variable that {@code X}, {@code env.X} or {@code <group>.X} means; null when it means none. */
    @Nullable
    String meant(String reference) {
        int dot = reference.indexOf('.');
        String group = dot > 0 ? reference.substring(0, dot) : "";
        if (groups.containsKey(group) || group.equals(ENVIRONMENT)) {
            String name = reference.substring(dot + 1);
            Map<String, String> own = groups.get(group);
            return own == null ? name : own.getOrDefault(name, name);
        }
        return sources.containsKey(reference) ? reference : null;
    }

    /** The variable that a name means, though no bind declares it when it is spelled as variables are; else null. */
    @Nullable
    String read(String reference) {
        String meant = meant(reference);
        return meant == null && SPELLING.matcher(reference).matches() ? reference : meant;
    }

    /** A text of the file whose placeholders all mean variables; one that no bind declares is looked up all the same. */
    Template template(String text, String where, ProblemLog log) {
        return Placeholders.value(text, name -> {
            String variable = meant(name);
            if (variable == null || !sources.containsKey(variable)) {
                log.warning(where, undeclared(name));
            }
            // A group that the file does not have says nothing about the key.
            return new Template.Variable(variable == null ? name.substring(name.lastIndexOf('.') + 1) : variable);
        });
    }

    /** Whether a name says that it means a variable, and no bind declares that one. */
    boolean unbound(String reference) {
        String variable = reference.indexOf('.') > 0 ? meant(reference) : null;
        return variable != null && !sources.containsKey(variable);
    }

    static String undeclared(String name) {
        return "no bind declares '" + name + "'; it is looked up in the environment";
    }

    private void add(CapabilitySpec.Binding group, ProblemLog log) {
        Map<String, String> own = groups.computeIfAbsent(group.namespace(), absent -> new HashMap<>());
        String location = location(group.location());
        if (location != null && !BoundLocation.readable(location)) {
            log.warning(
                    group.where() + ".location",
                    Problem.quoted(BoundLocation.scheme(location))
                            + " is no place that values are read from, so that these variables have none (expected: no"
                            + " location, which is the environment, or file:)");
        }
        group.keys().forEach((variable, key) -> {
            BindingKey source = new BindingKey(location, key);
            BindingKey earlier = sources.get(variable);
            if (earlier != null && !earlier.equals(source)) {
                keepApart(variable, earlier);
                log.warning(
                        group.where() + ".keys." + variable,
                        "variable '" + variable + "' is bound twice; without its group it means this one (expected: {{"
                                + group.namespace() + "." + variable + "}})");
            }
            sources.put(variable, source);
            own.put(variable, variable);
        });
    }

    /** Gives the group that was first to bind a name a name of its own for it. */
    private void keepApart(String variable, BindingKey earlier) {
        groups.forEach((group, own) -> {
            if (variable.equals(own.get(variable))) {
                String apart = group + "." + variable;
                own.put(variable, apart);
                sources.put(apart, earlier);
            }
        });
    }

    /** Null for the environment of the process, however the file names it. */
    private static @Nullable String location(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String name = written.strip().replaceFirst(":/*$", "");
        boolean environment = name.isEmpty() || name.equalsIgnoreCase("env") || name.equalsIgnoreCase("environment");
        return environment ? null : written.strip();
    }
}
