package io.portolan.mcp.server;

import io.portolan.bus.Failure.FieldError;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.mcp.answer.CallReply;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.McpFailures;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.mcp.rpc.TraceContext;
import io.portolan.plan.Arguments;
import io.portolan.plan.InputFault;
import io.portolan.plan.McpEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tools/list} and {@code tools/call}. */
final class ToolMethods {

    private static final int BAD_REQUEST = 400;

    /** Of the arguments that are wrong, so many are named; a model corrects the rest with the next try. */
    private static final int MAX_FAULTS = 20;

    private final Serving serving;
    private final EndpointDocuments documents;
    private final Map<String, ServedTool> tools = new HashMap<>();

    ToolMethods(McpEndpoint endpoint, EndpointDocuments documents, Serving serving) {
        this.serving = serving;
        this.documents = documents;
        endpoint.tools()
                .forEach((name, tool) -> tools.put(
                        name,
                        ServedTool.of(
                                tool,
                                serving.recorder()
                                        .meter(
                                                tool.flow().namespace(),
                                                tool.flow().name(),
                                                "mcp"))));
    }

    McpAction list(Asked asked) {
        JsonMember cursor = asked.param("cursor");
        return cursor == null || cursor.kind() == Kind.NULL || "".equals(cursor.string())
                ? new McpAction.Answer(documents.tools(asked.id(), asked.revision()))
                : invalid(asked, "cursor: unknown (expected: none, the list has one page)");
    }

    McpAction call(Asked asked) {
        String name = asked.string("name");
        if (name == null) {
            return invalid(asked, "params.name: missing or not a string (expected: the name of a tool)");
        }
        JsonMember arguments = asked.request().params().arguments();
        if (arguments != null && arguments.kind() != Kind.OBJECT && arguments.kind() != Kind.NULL) {
            return invalid(asked, "params.arguments: " + arguments.kind().word() + " (expected: an object)");
        }
        ServedTool tool = tools.get(name);
        return tool == null
                ? invalid(asked, unknownTool(name))
                : call(asked, tool, new CallReply(asked.id(), asked.revision(), documents, tool.tool()));
    }

    private McpAction call(Asked asked, ServedTool tool, CallReply reply) {
        List<JsonMember> given = asked.request().params().argumentMembers();
        return switch (tool.bind(given)) {
            case Arguments.Bound bound ->
                new McpAction.Work(new FlowTask(
                        tool,
                        bound.values(),
                        tool.body(given),
                        TraceContext.of(asked.request().params(), asked.headers()),
                        reply,
                        serving));
            case Arguments.Refused refused -> {
                tool.meter().end(tool.meter().begin(), BAD_REQUEST);
                yield new McpAction.Answer(reply.error(correction(tool, refused.faults())));
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

    private McpAction invalid(Asked asked, String why) {
        return new McpAction.Answer(documents.error(asked.id(), RpcError.invalidParams(why)));
    }
}
