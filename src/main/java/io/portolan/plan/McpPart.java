package io.portolan.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that an MCP adapter offers. */
public sealed interface McpPart permits McpTool, McpResource, McpPrompt {

    /** The exposing namespace. */
    String namespace();

    /** As the file spells it. */
    String name();

    /** What callers have to show; null when everybody may have it. */
    @Nullable
    Guard guard();

    /** The flows it may run: one or none. */
    List<Flow> flows();
}
