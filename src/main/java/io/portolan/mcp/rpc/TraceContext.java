package io.portolan.mcp.rpc;

import io.portolan.bus.Header;
import io.portolan.mcp.rpc.JsonRpcMessage.Params;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of a request, as the header fields it travels upstream in. */
public final class TraceContext {

    /** Of any version: W3C Trace Context 3.2.2, 3.2.4. */
    private static final Pattern PARENT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.{0,64})?");

    private static final int MAX_STATE = 512;

    /** {@code _meta} wins over the HTTP header (OpenTelemetry, MCP conventions); what is malformed is left out. */
    public static List<Header> of(Params params, McpHeaders headers) {
        JsonMember parent = params.metaMember("traceparent");
        if (parent == null) {
            return fields(headers.traceparent(), headers.tracestate());
        }
        JsonMember state = params.metaMember("tracestate");
        return fields(parent.string(), state == null ? null : state.string());
    }

    private static List<Header> fields(@Nullable String parent, @Nullable String state) {
        if (parent == null || !PARENT.matcher(parent).matches() || !printable(parent)) {
            return List.of();
        }
        Header first = new Header("traceparent", parent);
        return state == null || state.isEmpty() || state.length() > MAX_STATE || !printable(state)
                ? List.of(first)
                : List.of(first, new Header("tracestate", state));
    }

    // A string of _meta may hold what no header may.
    private static boolean printable(String text) {
        return text.chars().allMatch(next -> next >= ' ' && next < 0x7f);
    }

    private TraceContext() {}
}
