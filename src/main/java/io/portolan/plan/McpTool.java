package io.portolan.plan;

import org.jspecify.annotations.Nullable;

/**
 * One exposed MCP tool.
 *
 * @param namespace the exposing namespace
 * @param name as the file spells it; an endpoint may list it under another
 * @param flow what it runs
 * @param parameters the tool's arguments, by the flow's positions
 * @param inputSchema JSON Schema 2020-12 of the arguments, as JSON text
 * @param hints what the file says about its effects
 * @param guard what callers have to show; null when everybody may call
 */
public record McpTool(
        String namespace,
        String name,
        @Nullable String title,
        @Nullable String description,
        Flow flow,
        Parameters parameters,
        String inputSchema,
        Hints hints,
        @Nullable Guard guard) {

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
