package io.portolan.compile;

import io.portolan.options.McpOptions.ToolNames;
import io.portolan.options.PortolanOptions;
import org.jspecify.annotations.Nullable;

/**
 * The settings that shape a plan.
 *
 * @param restPort moves every REST adapter there; null keeps each file's own port
 * @param mcpPort moves every MCP adapter there; null keeps each file's own port
 * @param sandbox whether the built-in upstream stands in for every API
 * @param overlay what is changed of consumed namespaces
 */
public record CompileOptions(
        @Nullable Integer restPort, @Nullable Integer mcpPort, ToolNames toolNames, boolean sandbox, Overlay overlay) {

    public static CompileOptions of(PortolanOptions options) {
        return new CompileOptions(
                options.rest().port(),
                options.mcp().port(),
                options.mcp().toolNames(),
                options.sandbox(),
                new Overlay(options.upstreams()));
    }
}
