package io.portolan.mcp.rpc;

import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request that matter to the protocol; null where the client sent none. A field sent twice is
 * both values joined by a comma, and so equals nothing.
 *
 * @param protocolVersion {@code MCP-Protocol-Version}
 * @param method {@code Mcp-Method}
 * @param name {@code Mcp-Name}
 * @param traceparent W3C trace context
 * @param tracestate W3C trace context
 */
public record McpHeaders(
        @Nullable String protocolVersion,
        @Nullable String method,
        @Nullable String name,
        @Nullable String traceparent,
        @Nullable String tracestate) {}
