package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.expr.path.JsonPath;
import io.portolan.expr.path.PathSyntaxException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps whose outputs can be read where a text stands, by name. */
final class StepOutputs {

    /** The item of the round a step is in. */
    static final String ITEM = "item";

    /** No steps. */
    static final StepOutputs NONE = new StepOutputs(Set.of());

    private final Set<String> names;

    private StepOutputs(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    StepOutputs and(String name) {
        Set<String> more = new LinkedHashSet<>(names);
        more.add(name);
        return new StepOutputs(more);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    Set<String> names() {
        return names;
    }

    /** What {@code $.step.a.b} means; null when no step before has the name. */
    Template.@Nullable Part path(String text) {
        return text.startsWith("$.") ? named(text.substring(2)) : null;
    }

    /** What {@code step.a.b} means; null when no step before has the name. */
    Template.@Nullable Part named(String text) {
        for (String name : names) {
            boolean whole = text.equals(name);
            boolean inside = text.startsWith(name)
                    && text.length() > name.length()
                    && ".[".indexOf(text.charAt(name.length())) >= 0;
            if (whole || inside) {
                return part(name, text.substring(name.length()));
            }
        }
        return null;
    }

    private static Template.@Nullable Part part(String name, String rest) {
        try {
            return new Template.Step(name, JsonPath.parse("$" + rest));
        } catch (PathSyntaxException e) {
            return null;
        }
    }
}
