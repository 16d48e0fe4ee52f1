package io.portolan.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One MCP endpoint: {@code /mcp} with every tool, or {@code /mcp/<namespace>} with one namespace's.
 *
 * @param name of the server, for {@code serverInfo}
 * @param instructions for the model; null when the file gives none
 * @param tools by the name the endpoint lists them under, in that order
 */
public record McpEndpoint(
        String path, String name, @Nullable String instructions, SortedMap<String, McpTool> tools) {

    public McpEndpoint {
        tools = Collections.unmodifiableSortedMap(new TreeMap<>(tools));
    }
}
