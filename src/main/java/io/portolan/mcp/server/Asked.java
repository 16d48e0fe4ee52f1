package io.portolan.mcp.server;

import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.Revision;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One request that passed the checks all requests have to pass. */
record Asked(Request request, Revision revision, McpHeaders headers) {

    Buffer id() {
        return request.id();
    }

    @Nullable
    JsonMember param(String name) {
        return request.params().member(name);
    }

    /** A parameter's string; null when it is missing or none. */
    @Nullable
    String string(String name) {
        JsonMember member = param(name);
        return member == null ? null : member.string();
    }
}
