package io.portolan.mcp;

import io.portolan.bus.Failure.FieldError;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.mcp.JsonRpcMessage.Notification;
import io.portolan.mcp.JsonRpcMessage.Request;
import io.portolan.mcp.JsonRpcMessage.Unreadable;
import io.portolan.plan.Arguments;
import io.portolan.plan.InputFault;
import io.portolan.plan.McpEndpoint;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one endpoint does with a message, in both eras; knows no transport. */
final class McpMethods {

    private static final int BAD_REQUEST = 400;

    /** Of the arguments that are wrong, so many are named; a model corrects the rest with the next try. */
    private static final int MAX_FAULTS = 20;

    private final EndpointDocuments documents;
    private final Map<String, ServedTool> tools = new HashMap<>();

    /** @param guarded whether what is seen depends on who looks */
    McpMethods(McpEndpoint endpoint, boolean guarded, String version, CallRecorder recorder) {
        documents = new EndpointDocuments(endpoint, guarded, version);
        endpoint.tools()
                .forEach((name, tool) -> tools.put(
                        name,
                        ServedTool.of(
                                tool,
                                recorder.meter(
                                        tool.flow().namespace(), tool.flow().name(), "mcp"))));
    }

    /** Reads one message, checks it, and says what is to be done. */
    McpAction handle(Buffer body, McpHeaders headers) {
        return switch (JsonRpcReader.read(body)) {
            case Unreadable unreadable -> documents.error(unreadable.id(), unreadable.error());
            case Notification ignored -> {
                RpcError error = RequestChecks.check(headers);
                yield error == null ? new McpAction.Accepted() : documents.error(null, error);
            }
            case Request request ->
                switch (RequestChecks.check(request, headers)) {
                    case RequestChecks.Outcome.Refused refused -> documents.error(request.id(), refused.error());
                    case RequestChecks.Outcome.Passed passed -> perform(request, passed.revision(), headers);
                };
        };
    }

    private McpAction perform(Request request, Revision revision, McpHeaders headers) {
        return switch (request.method()) {
            case "tools/list" -> list(request, revision);
            case "tools/call" -> call(request, revision, headers);
            default -> revision.modern() ? modern(request, revision) : legacy(request, revision);
        };
    }

    private McpAction modern(Request request, Revision revision) {
        return switch (request.method()) {
            case "server/discover" -> documents.discovery(request.id());
            default -> documents.error(request.id(), RpcError.methodNotFound(revision, request.method()));
        };
    }

    private McpAction legacy(Request request, Revision revision) {
        return switch (request.method()) {
            case "initialize" -> initialize(request);
            case "ping", "logging/setLevel" -> documents.acknowledgement(request.id());
            default -> documents.error(request.id(), RpcError.methodNotFound(revision, request.method()));
        };
    }

    private McpAction initialize(Request request) {
        JsonMember asked = request.params().member("protocolVersion");
        return documents.initialization(request.id(), asked == null ? null : Revision.named(asked.string()));
    }

    private McpAction list(Request request, Revision revision) {
        JsonMember cursor = request.params().member("cursor");
        return cursor == null || cursor.kind() == Kind.NULL || "".equals(cursor.string())
                ? documents.tools(request.id(), revision)
                : invalid(request, "cursor: unknown (expected: none, the list has one page)");
    }

    private McpAction call(Request request, Revision revision, McpHeaders headers) {
        JsonMember name = request.params().member("name");
        if (name == null || name.string() == null) {
            return invalid(request, "params.name: missing or not a string (expected: the name of a tool)");
        }
        JsonMember arguments = request.params().arguments();
        if (arguments != null && arguments.kind() != Kind.OBJECT && arguments.kind() != Kind.NULL) {
            return invalid(request, "params.arguments: " + arguments.kind().word() + " (expected: an object)");
        }
        ServedTool tool = tools.get(name.string());
        return tool == null
                ? invalid(request, unknownTool(name.string()))
                : call(request, tool, headers, new CallReply(request.id(), revision, documents, tool.tool()));
    }

    private McpAction call(Request request, ServedTool tool, McpHeaders headers, CallReply reply) {
        List<JsonMember> given = request.params().argumentMembers();
        return switch (tool.bind(given)) {
            case Arguments.Bound bound ->
                new McpAction.Call(
                        tool, bound.values(), tool.body(given), TraceContext.of(request.params(), headers), reply);
            case Arguments.Refused refused -> {
                tool.meter().end(tool.meter().begin(), BAD_REQUEST);
                yield reply.error(correction(tool, refused.faults()));
            }
        };
    }

    private static String correction(ServedTool tool, List<InputFault> faults) {
        List<FieldError> errors = faults.stream()
                .limit(MAX_FAULTS)
                .map(fault -> new FieldError(fault.in(), fault.name(), fault.detail()))
                .toList();
        String text = McpFailures.text(
                "the arguments do not fit tool " + Quote.of(tool.tool().name()), errors);
        return faults.size() <= MAX_FAULTS ? text : text + "\n- and " + (faults.size() - MAX_FAULTS) + " more";
    }

    private String unknownTool(@Nullable String name) {
        String asked = String.valueOf(name);
        String nearest = Nearest.to(asked, tools.keySet());
        return "unknown tool " + Quote.of(asked)
                + (nearest == null
                        ? " (expected: one that tools/list names)"
                        : " (did you mean " + Quote.of(nearest) + "?)");
    }

    private McpAction invalid(Request request, String why) {
        return documents.error(request.id(), RpcError.invalidParams(why));
    }
}
