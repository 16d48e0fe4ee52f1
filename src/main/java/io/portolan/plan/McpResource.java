package io.portolan.plan;

import io.portolan.options.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exposed MCP resource, or a template of such.
 *
 * @param namespace the exposing namespace
 * @param uri as the endpoint lists it; one with variables is a template
 * @param mimeType what its content is; null when the answer tells
 * @param binary whether it is always handed out as a blob
 * @param maxBinarySize what a blob may hold; null for the usual
 * @param cache what the file says of clients that keep it
 * @param guard what callers have to show; null when everybody may read
 */
public record McpResource(
        String namespace,
        String name,
        @Nullable String title,
        @Nullable String description,
        List<Icon> icons,
        UriTemplate uri,
        @Nullable String mimeType,
        boolean binary,
        @Nullable Size maxBinarySize,
        Origin origin,
        CacheHint cache,
        @Nullable Guard guard)
        implements McpPart {

    public McpResource {
        icons = List.copyOf(icons);
    }

    /** Where the content comes from. */
    public sealed interface Origin {}

    /**
     * What a flow answers. An answer that is a JSON string is that text, unless {@link #mimeType} says JSON; of what is
     * {@link #binary} it is the base64.
     *
     * @param parameters named like the variables of the URI, by the flow's positions
     */
    public record Operation(Flow flow, Parameters parameters) implements Origin {}

    /** The files of a folder, each a resource of its own: the URI, a slash, and the file's path in the folder. */
    public record Folder(FileFolder root) implements Origin {}

    @Override
    public List<Flow> flows() {
        return origin instanceof Operation operation ? List.of(operation.flow()) : List.of();
    }

    /** The same resource under another URI. */
    public McpResource at(UriTemplate other) {
        return new McpResource(
                namespace,
                name,
                title,
                description,
                icons,
                other,
                mimeType,
                binary,
                maxBinarySize,
                origin,
                cache,
                guard);
    }
}
