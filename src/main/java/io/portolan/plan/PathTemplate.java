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

    /** The path as a file would spell it: {@code /batches/{batch_id}}. */
    @Override
    public String toString() {
        return segments.isEmpty()
                ? "/"
                : segments.stream().map(segment -> "/" + segment).collect(Collectors.joining());
    }
}
