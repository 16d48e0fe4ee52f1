package io.portolan.plan;

import io.portolan.expr.ValueType;
import io.portolan.options.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exposed MCP tool.
 *
 * @param namespace the exposing namespace
 * @param name as the file spells it; an endpoint may list it under another
 * @param flow what it runs
 * @param parameters the tool's arguments, by the flow's positions
 * @param inputSchema JSON Schema 2020-12 of the arguments, as JSON text
 * @param outputSchema JSON Schema 2020-12 of every answer that is no failure, as JSON text; null where none is promised
 * @param headers the arguments that clients repeat in a header
 * @param hints what the file says about its effects
 * @param confirm whether settings want the caller asked before it runs
 * @param maxBinarySize what an answer that is no text may hold; null for the usual
 * @param guard what callers have to show; null when everybody may call
 */
public record McpTool(
        String namespace,
        String name,
        @Nullable String title,
        @Nullable String description,
        List<Icon> icons,
        Flow flow,
        Parameters parameters,
        String inputSchema,
        @Nullable String outputSchema,
        List<HeaderArgument> headers,
        Hints hints,
        boolean confirm,
        @Nullable Size maxBinarySize,
        @Nullable Guard guard)
        implements McpPart {

    public McpTool {
        icons = List.copyOf(icons);
        headers = List.copyOf(headers);
    }

    /** A tool about which the file says no more than it has to. */
    public McpTool(
            String namespace,
            String name,
            @Nullable String title,
            @Nullable String description,
            Flow flow,
            Parameters parameters,
            String inputSchema,
            Hints hints,
            @Nullable Guard guard) {
        this(
                namespace,
                name,
                title,
                description,
                List.of(),
                flow,
                parameters,
                inputSchema,
                null,
                List.of(),
                hints,
                false,
                null,
                guard);
    }

    @Override
    public List<Flow> flows() {
        return List.of(flow);
    }

    /**
     * An argument that clients of 2026-07-28 repeat in a header, so that routers need not read the body.
     *
     * @param name of the header behind {@code Mcp-Param-}
     * @param path of the argument in the arguments: its name, or names from the outermost object inwards
     * @param type string, integer or boolean
     */
    public record HeaderArgument(String name, List<String> path, ValueType type) {

        public HeaderArgument {
            path = List.copyOf(path);
        }
    }

    /** Whether a call does no harm when it is run once more: by what it sends upstream, or since the file says so. */
    public boolean repeatable() {
        return Boolean.TRUE.equals(hints.readOnly()) || Boolean.TRUE.equals(hints.idempotent()) || flow.repeatable();
    }

    /** Hints about a tool's effects; null where the file says nothing. */
    public record Hints(
            @Nullable Boolean readOnly,
            @Nullable Boolean destructive,
            @Nullable Boolean idempotent,
            @Nullable Boolean openWorld) {

        /** The file says nothing. */
        public static final Hints NONE = new Hints(null, null, null, null);
    }
}
