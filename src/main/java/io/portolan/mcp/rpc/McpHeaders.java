package io.portolan.mcp.rpc;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request that MCP looks at; null where it has none. Several of one name are joined with commas, which
 * equals nothing.
 *
 * @param protocolVersion {@code MCP-Protocol-Version}
 * @param method {@code Mcp-Method}
 * @param name {@code Mcp-Name}
 * @param traceparent W3C trace context
 * @param tracestate W3C trace context
 * @param param {@code Mcp-Param-<X>} by X, in any case
 */
public record McpHeaders(
        @Nullable String protocolVersion,
        @Nullable String method,
        @Nullable String name,
        @Nullable String traceparent,
        @Nullable String tracestate,
        Function<String, @Nullable String> param) {

    public static final McpHeaders NONE = new McpHeaders(null, null, null, null, null);

    /** Those of a request that repeats no argument. */
    public McpHeaders(
            @Nullable String protocolVersion,
            @Nullable String method,
            @Nullable String name,
            @Nullable String traceparent,
            @Nullable String tracestate) {
        this(protocolVersion, method, name, traceparent, tracestate, header -> null);
    }
}
