package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.bus.Header;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonTree;
import io.portolan.mcp.rpc.ClientCapabilities;
import io.portolan.mcp.rpc.Handshake;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.RequestChecks;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.TraceContext;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request that passed the checks all requests have to pass.
 *
 * @param headers null where the transport has none
 * @param handshake of the connection; null where each request stands alone
 */
record Asked(
        Request request,
        Revision revision,
        @Nullable McpHeaders headers,
        @Nullable Handshake handshake) {

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

    /** A parameter's object as a tree; null when it is missing or none. */
    @Nullable
    JsonNode object(String name) {
        JsonMember member = param(name);
        return member != null && member.kind() == Kind.OBJECT ? JsonTree.read(member.bytes()) : null;
    }

    /** What the client says with this request that it can do. */
    ClientCapabilities capabilities() {
        return ClientCapabilities.of(request.params().metaMember(RequestChecks.CLIENT_CAPABILITIES));
    }

    List<Header> trace() {
        return TraceContext.of(request.params(), headers == null ? McpHeaders.NONE : headers);
    }
}
