package io.portolan.sandbox;

import io.portolan.expr.Template;
import io.portolan.plan.PathTemplate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a path: text, or an id with text around it.
 *
 * @param prefix the text before the id, or all of it
 * @param idName as the file names it; null when there is no id
 * @param suffix the text after the id, such as {@code :cancel}
 */
record Segment(String prefix, @Nullable String idName, String suffix) {

    static List<Segment> of(PathTemplate path) {
        return path.segments().stream().map(Segment::of).toList();
    }

    private static Segment of(Template template) {
        StringBuilder prefix = new StringBuilder();
        StringBuilder suffix = new StringBuilder();
        String name = null;
        for (Template.Part part : template.parts()) {
            switch (part) {
                case Template.Text text -> (name == null ? prefix : suffix).append(text.text());
                case Template.Input input -> name = name == null ? input.name() : name;
                case Template.Rest rest -> name = name == null ? rest.name() : name;
                case Template.Variable variable -> name = name == null ? variable.name() : name;
                case Template.Step step -> name = name == null ? step.step() : name;
            }
        }
        return new Segment(prefix.toString(), name, suffix.toString());
    }

    /** Equal for segments that take the same texts, however the file names the id. */
    String shape() {
        return idName == null ? prefix : prefix + "{}" + suffix;
    }

    static String shape(List<Segment> segments) {
        return segments.stream().map(segment -> "/" + segment.shape()).collect(Collectors.joining());
    }

    /** The id in this text; null when the text does not fit. */
    @Nullable
    String idIn(String text) {
        boolean fits =
                text.length() > prefix.length() + suffix.length() && text.startsWith(prefix) && text.endsWith(suffix);
        return fits ? text.substring(prefix.length(), text.length() - suffix.length()) : null;
    }
}
