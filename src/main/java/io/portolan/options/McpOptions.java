package io.portolan.options;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The MCP edge.
 *
 * @param port moves every MCP adapter there, 0 to any free one; null keeps each file's own
 * @param host the address to bind
 * @param allowedHosts {@code Host} names that are accepted besides loopback ones while bound to loopback
 * @param allowedOrigins web origins that may call
 * @param toolNames whether {@code /mcp} lists tools under {@code <namespace>_<tool>}
 * @param limits how much is said at once, and how often
 */
public record McpOptions(
        @Nullable Integer port,
        String host,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        ToolNames toolNames,
        McpLimits limits) {

    /** When a tool's name on {@code /mcp} carries its namespace. */
    public enum ToolNames {
        /** Where two files claim one name. */
        AUTO,
        /** On every tool. */
        ALWAYS,
        /** On none; of those that claim one name, the first namespace by name keeps it and the others are left out. */
        NEVER
    }

    public McpOptions {
        Ports.check("mcp.port", port);
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    public static McpOptions defaults() {
        return new McpOptions(null, "127.0.0.1", List.of(), List.of(), ToolNames.AUTO, McpLimits.defaults());
    }

    public McpOptions withPort(@Nullable Integer port) {
        return new McpOptions(port, host, allowedHosts, allowedOrigins, toolNames, limits);
    }

    public McpOptions withLimits(McpLimits limits) {
        return new McpOptions(port, host, allowedHosts, allowedOrigins, toolNames, limits);
    }
}
