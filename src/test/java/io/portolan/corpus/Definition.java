package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One consumed operation as a file defines it.
 *
 * @param basePath of the base URI, without a slash at its end
 * @param path of the resource and the operation together, with query and fragment if it has them
 * @param parameters its own, then its resource's, then its namespace's, the nearest of one name only
 * @param body the {@code body} block, null when there is none
 * @param node where it stands
 */
record Definition(
        String namespace,
        String basePath,
        @Nullable JsonNode authentication,
        String name,
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable JsonNode body,
        JsonNode node) {

    /**
     * A declared parameter.
     *
     * @param in empty when the file does not say
     * @param value what fixes it, null when callers give it
     */
    record Parameter(
            String name,
            String in,
            String type,
            boolean required,
            @Nullable JsonNode value) {

        static Parameter of(JsonNode node) {
            String in = node.path("in").asText("").toLowerCase(Locale.ROOT);
            return new Parameter(
                    node.path("name").asText(),
                    in.isEmpty() && node.path("name").asText().equals("body") ? "body" : in,
                    node.path("type").asText("").toLowerCase(Locale.ROOT),
                    in.equals("path") || node.path("required").asBoolean(false),
                    node.has("value") ? node.get("value") : node.get("const"));
        }
    }

    /** The path without query and fragment. */
    String plainPath() {
        return path.split("[?#]", 2)[0];
    }

    /** The query that is part of the path, null when there is none. */
    @Nullable
    String pathQuery() {
        String withoutFragment = path.split("#", 2)[0];
        int mark = withoutFragment.indexOf('?');
        return mark < 0 ? null : withoutFragment.substring(mark + 1);
    }
}
