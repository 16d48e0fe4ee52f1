package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.spec.CapabilitySpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that one file binds. */
final class Variables {

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Set<String> namespaces = new LinkedHashSet<>(Set.of("env"));

    static Variables of(CapabilitySpec capability, ProblemLog log) {
        Variables variables = new Variables();
        for (int index = 0; index < capability.binds().size(); index++) {
            variables.add(capability.binds().get(index), "binds[" + index + "]", log);
        }
        return variables;
    }

    /** The key in the environment, by variable name. */
    Map<String, String> sources() {
        return Map.copyOf(sources);
    }

    /** The variable that {@code X}, {@code env.X} or {@code <group>.X} means; null when it means none. */
    @Nullable
    String meant(String reference) {
        int dot = reference.indexOf('.');
        if (dot > 0 && namespaces.contains(reference.substring(0, dot))) {
            return reference.substring(dot + 1);
        }
        return sources.containsKey(reference) ? reference : null;
    }

    /** A text of the file whose placeholders all mean variables; one that no bind declares is looked up all the same. */
    Template template(String text, String where, ProblemLog log) {
        return Placeholders.value(text, name -> {
            String variable = meant(name);
            if (variable == null || !sources.containsKey(variable)) {
                log.warning(where, "no bind declares '" + name + "'; it is looked up in the environment");
            }
            return new Template.Variable(variable == null ? name : variable);
        });
    }

    private void add(CapabilitySpec.Binding group, String where, ProblemLog log) {
        if (group.location() != null) {
            log.error(
                    where + ".location",
                    "'" + group.location() + "' is not supported yet (expected: no location, the environment)");
        }
        namespaces.add(group.namespace());
        group.keys().forEach((variable, key) -> {
            String earlier = sources.put(variable, key);
            if (earlier != null && !earlier.equals(key)) {
                log.error(where + ".keys." + variable, "variable '" + variable + "' is bound twice");
            }
        });
    }
}
