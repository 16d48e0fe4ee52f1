package io.portolan.mcp.server;

import io.portolan.bus.Failure.FieldError;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.mcp.answer.CallReply;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.McpFailures;
import io.portolan.mcp.caller.Task;
import io.portolan.mcp.rpc.HeaderArguments;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.JsonRpcMessage.Params;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.mcp.schema.ConfirmArgument;
import io.portolan.plan.Arguments;
import io.portolan.plan.InputFault;
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
    private final Map<String, ServedTool> tools;
    private final Rests rests;
    private final Confirmation confirmation;

    ToolMethods(Map<String, ServedTool> tools, Rests rests, EndpointDocuments documents, Serving serving) {
        this.serving = serving;
        this.documents = documents;
        this.tools = tools;
        this.rests = rests;
        confirmation = new Confirmation(
                serving.seals().confirmations(),
                serving.options().mcp().limits().confirmWithin(),
                documents);
    }

    McpAction list(Asked asked) {
        return new McpAction.Answer(Lists.page(asked, documents, documents::tools));
    }

    McpAction call(Asked asked) {
        String name = asked.string("name");
        if (name == null) {
            return invalid(asked, "params.name: missing or not a string (expected: the name of a tool)");
        }
        ServedTool tool = tools.get(name);
        RpcError unfit = tool == null ? null : headers(asked, tool);
        if (unfit != null) {
            return new McpAction.Answer(documents.error(asked.id(), unfit));
        }
        JsonMember arguments = asked.request().params().arguments();
        if (arguments != null && arguments.kind() != Kind.OBJECT && arguments.kind() != Kind.NULL) {
            return invalid(asked, "params.arguments: " + arguments.kind().word() + " (expected: an object)");
        }
        return tool == null ? invalid(asked, unknownTool(name)) : call(asked, name, tool);
    }

    /** What is wrong with the headers that repeat arguments; null when nothing is, or nothing is to be repeated. */
    private static @Nullable RpcError headers(Asked asked, ServedTool tool) {
        McpHeaders headers = asked.headers();
        return headers == null || !asked.revision().modern()
                ? null
                : HeaderArguments.check(
                        tool.tool().headers(), asked.request().params().argumentMembers(), headers);
    }

    private McpAction call(Asked asked, String name, ServedTool tool) {
        Params params = tool.tool().confirm()
                ? asked.request().params().without(ConfirmArgument.NAME)
                : asked.request().params();
        JsonMember arguments = params.arguments();
        CallReply reply = new CallReply(
                asked.id(),
                asked.revision(),
                documents,
                tool.tool(),
                tool.promised(),
                rests.budget(name, tool.tool(), arguments == null ? null : arguments.bytes()));
        return switch (tool.bind(params)) {
            case Arguments.Bound bound -> {
                List<JsonMember> given = params.argumentMembers();
                Task task = new FlowTask(
                        FlowCall.of(tool, bound.values(), tool.body(given)),
                        asked.trace(),
                        ProgressTeller.wish(asked),
                        reply,
                        serving);
                yield tool.tool().confirm()
                        ? confirmation.confirmed(new Confirmation.Call(asked, name, given, reply, task))
                        : new McpAction.Work(task);
            }
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

    private String unknownTool(String name) {
        String nearest = Nearest.to(name, tools.keySet());
        return "unknown tool " + Quote.of(name)
                + (nearest == null
                        ? " (expected: one that tools/list names)"
                        : " (did you mean " + Quote.of(nearest) + "?)");
    }

    private McpAction invalid(Asked asked, String why) {
        return new McpAction.Answer(documents.error(asked.id(), RpcError.invalidParams(why)));
    }
}
