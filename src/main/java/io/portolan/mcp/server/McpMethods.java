package io.portolan.mcp.server;

import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.JsonRpcMessage.Notification;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.JsonRpcMessage.Unreadable;
import io.portolan.mcp.rpc.JsonRpcReader;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.RequestChecks;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.McpEndpoint;
import io.vertx.core.buffer.Buffer;

/** What one endpoint does with a message, in both eras. */
public final class McpMethods {

    private final EndpointDocuments documents;
    private final ToolMethods tools;

    /** @param guarded whether what is seen depends on who looks */
    public McpMethods(McpEndpoint endpoint, boolean guarded, Serving serving) {
        documents = new EndpointDocuments(endpoint, guarded, serving.version());
        tools = new ToolMethods(endpoint, documents, serving);
    }

    /** Reads one message, checks it, and says what is to be done. */
    public McpAction handle(Buffer body, McpHeaders headers) {
        return switch (JsonRpcReader.read(body)) {
            case Unreadable unreadable -> new McpAction.Answer(documents.error(unreadable.id(), unreadable.error()));
            case Notification ignored -> {
                RpcError error = RequestChecks.check(headers);
                yield error == null ? new McpAction.Accepted() : new McpAction.Answer(documents.error(null, error));
            }
            case Request request ->
                switch (RequestChecks.check(request, headers)) {
                    case RequestChecks.Outcome.Refused refused ->
                        new McpAction.Answer(documents.error(request.id(), refused.error()));
                    case RequestChecks.Outcome.Passed passed -> perform(new Asked(request, passed.revision(), headers));
                };
        };
    }

    private McpAction perform(Asked asked) {
        return switch (asked.request().method()) {
            case "tools/list" -> tools.list(asked);
            case "tools/call" -> tools.call(asked);
            default -> new McpAction.Answer(asked.revision().modern() ? modern(asked) : legacy(asked));
        };
    }

    private Reply modern(Asked asked) {
        return switch (asked.request().method()) {
            case "server/discover" -> documents.discovery(asked.id());
            default -> unknown(asked);
        };
    }

    private Reply legacy(Asked asked) {
        return switch (asked.request().method()) {
            case "initialize" -> documents.initialization(asked.id(), Revision.named(asked.string("protocolVersion")));
            case "ping", "logging/setLevel" -> documents.acknowledgement(asked.id());
            default -> unknown(asked);
        };
    }

    private Reply unknown(Asked asked) {
        return documents.error(
                asked.id(),
                RpcError.methodNotFound(asked.revision(), asked.request().method()));
    }
}
