package io.portolan.plan;

import io.portolan.expr.Template;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A path split into segments when the file was compiled. A hole's {@link Template.Input#index} is a position in the
 * parameters the path belongs to.
 *
 * @param segments without slashes; an empty list is the path {@code /}
 */
public record PathTemplate(List<Template> segments) {

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /**
     * The path with every placeholder alike and no slash at its end: two paths with one shape are the same to requests.
     */
    public String shape() {
        StringBuilder shape = new StringBuilder();
        for (Template segment : segments) {
            shape.append('/');
            for (Template.Part part : segment.parts()) {
                shape.append(
                        switch (part) {
                            case Template.Text text -> text.text();
                            case Template.Rest rest -> "{+}";
                            case Template.Input input -> "{}";
                            case Template.Variable variable -> "{}";
                            case Template.Step step -> "{}";
                        });
            }
        }
        boolean slash = !shape.isEmpty() && shape.charAt(shape.length() - 1) == '/';
        return slash ? shape.substring(0, shape.length() - 1) : shape.toString();
    }

    /** The path as a file would spell it: {@code /batches/{batch_id}}. */
    @Override
    public String toString() {
        return segments.isEmpty()
                ? "/"
                : segments.stream().map(segment -> "/" + segment).collect(Collectors.joining());
    }
}
