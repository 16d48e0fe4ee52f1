package io.portolan.e2e;

import io.portolan.options.McpLimits;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Options whose limits of the MCP edge differ. */
final class EdgeLimits {

    static PortolanOptions changed(PortolanOptions options, UnaryOperator<McpLimits> change) {
        McpOptions mcp = options.mcp();
        return options.withMcp(new McpOptions(
                mcp.port(),
                mcp.host(),
                mcp.allowedHosts(),
                mcp.allowedOrigins(),
                mcp.toolNames(),
                change.apply(mcp.limits())));
    }

    static McpLimits listening(McpLimits limits, int listeners, Duration keepAlive) {
        return new McpLimits(
                limits.pageSize(),
                limits.answer(),
                limits.kept(),
                limits.keptFor(),
                limits.progressEvery(),
                listeners,
                keepAlive);
    }

    static McpLimits telling(McpLimits limits, Duration progressEvery) {
        return new McpLimits(
                limits.pageSize(),
                limits.answer(),
                limits.kept(),
                limits.keptFor(),
                progressEvery,
                limits.listeners(),
                limits.keepAlive());
    }

    private EdgeLimits() {}
}
