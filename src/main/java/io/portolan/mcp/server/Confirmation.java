package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.auth.Seal;
import io.portolan.format.JsonBytes;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonTree;
import io.portolan.mcp.answer.CallReply;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Caller;
import io.portolan.mcp.caller.Task;
import io.portolan.mcp.caller.UnansweredException;
import io.portolan.mcp.rpc.Handshake;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.mcp.schema.ConfirmArgument;
import io.portolan.options.Durations;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Has the caller confirm that a destructive tool is to run. A client without a handshake that declared elicitation is
 * asked by {@code input_required} (2026-07-28, multi round-trip requests); one that declared it in the handshake of its
 * connection, by a request on that connection. Any other reads how to confirm, and does so with one more argument.
 * Nothing is remembered here: the client keeps what was asked, sealed, so that any node can go on.
 */
final class Confirmation {

    private static final String KEY = "confirm";
    private static final String REFUSED = "the user did not confirm; nothing was done";

    /** Of the arguments, so many characters are shown to who is asked. */
    private static final int SHOWN = 1000;

    private final Seal seal;
    private final Duration within;
    private final EndpointDocuments documents;

    /** @param within this time a caller has to confirm */
    Confirmation(Seal seal, Duration within, EndpointDocuments documents) {
        this.seal = seal;
        this.within = within;
        this.documents = documents;
    }

    /**
     * A call that waits to be confirmed.
     *
     * @param name by which the endpoint lists the tool
     * @param given the arguments without the one that confirms
     * @param task runs the tool
     */
    record Call(Asked asked, String name, List<JsonMember> given, CallReply reply, Task task) {

        /**
         * What a confirmation is for: this tool, these arguments in whatever order, and who calls. Whoever may call the
         * tool has shown the credential of its namespace, and there is one of a namespace.
         */
        private byte[] digest() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                String arguments = JsonTree.text(sorted(tree()));
                for (String part : List.of("tools/call", reply.tool().namespace(), name, arguments)) {
                    digest.update(part.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                }
                return digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every JDK has SHA-256", e);
            }
        }

        private String question() {
            String arguments = JsonTree.text(tree());
            String shown = arguments.length() <= SHOWN ? arguments : arguments.substring(0, SHOWN) + "...";
            return "Run " + name + " with " + shown + "? Its effects may not be undone.";
        }

        private ObjectNode tree() {
            ObjectNode tree = JsonTree.NODES.objectNode();
            given.forEach(member -> tree.set(member.name(), JsonTree.read(member.bytes())));
            return tree;
        }
    }

    /** Runs the tool if that is confirmed, and asks if it is not. */
    McpAction confirmed(Call call) {
        byte[] bound = call.digest();
        JsonMember token = find(call.asked().request().params().argumentMembers(), ConfirmArgument.NAME);
        if (token != null && token.kind() != Kind.NULL) {
            return valid(String.valueOf(token.text()), bound)
                    ? new McpAction.Work(call.task())
                    : failed(
                            call,
                            ConfirmArgument.NAME + ": not given out for these arguments, or longer than " + time()
                                    + " ago (expected: what the answer to the call without it says)");
        }
        Handshake handshake = call.asked().handshake();
        if (call.asked().revision().modern()) {
            return call.asked().capabilities().elicits() ? round(call, bound) : tell(call, bound);
        }
        return handshake != null && handshake.elicits()
                ? new McpAction.Work(caller -> ask(call, caller))
                : tell(call, bound);
    }

    private McpAction tell(Call call, byte[] bound) {
        return failed(
                call,
                call.question() + "\nNothing was done. Ask the user; if the answer is yes, call the tool again with the"
                        + " same arguments and with " + ConfirmArgument.NAME + " = \"" + token(bound) + "\"");
    }

    private Future<Reply> ask(Call call, Caller caller) {
        ObjectNode question = JsonTree.NODES.objectNode().put("message", call.question());
        question.putObject("requestedSchema").put("type", "object").putObject("properties");
        return caller.ask("elicitation/create", question, within)
                .compose(answer -> answer.path("action").asText().equals("accept")
                        ? call.task().run(caller)
                        : Future.succeededFuture(call.reply().error(REFUSED)))
                .recover(none -> none instanceof UnansweredException
                        ? Future.succeededFuture(
                                call.reply().error("not confirmed: " + none.getMessage() + "; nothing was done"))
                        : Future.failedFuture(none));
    }

    /** One round of a call that goes back and forth until all is answered. */
    private McpAction round(Call call, byte[] bound) {
        String state = call.asked().string("requestState");
        if (state == null) {
            return demand(call, bound);
        }
        if (!valid(state, bound)) {
            RpcError error = RpcError.invalidParams("params.requestState: changed, not for this call, or longer than "
                    + time() + " old (expected: as it was given out)");
            return new McpAction.Answer(documents.error(call.asked().id(), error));
        }
        JsonNode responses = call.asked().object("inputResponses");
        JsonNode action = responses == null
                ? JsonTree.NODES.missingNode()
                : responses.path(KEY).path("action");
        return switch (action.asText()) {
            case "accept" -> new McpAction.Work(call.task());
            case "decline", "cancel" -> failed(call, REFUSED);
            default -> demand(call, bound);
        };
    }

    private McpAction demand(Call call, byte[] bound) {
        String request =
                "{\"" + KEY + "\":{\"method\":\"elicitation/create\",\"params\":{\"mode\":\"form\",\"message\":"
                        + JsonBytes.quoted(call.question())
                        + ",\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}}}}";
        return new McpAction.Answer(documents.inputRequired(call.asked().id(), request, token(bound)));
    }

    private static McpAction failed(Call call, String why) {
        return new McpAction.Answer(call.reply().error(why));
    }

    private String time() {
        return Durations.format(within);
    }

    private String token(byte[] bound) {
        long until = System.currentTimeMillis() + within.toMillis();
        return seal.close(ByteBuffer.allocate(Long.BYTES).putLong(until).array(), bound);
    }

    private boolean valid(String token, byte[] bound) {
        byte[] until = seal.open(token, bound);
        return until != null
                && until.length == Long.BYTES
                && ByteBuffer.wrap(until).getLong() >= System.currentTimeMillis();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var array = JsonTree.NODES.arrayNode();
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> members = new TreeMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
        return JsonTree.NODES.objectNode().setAll(members);
    }

    private static @Nullable JsonMember find(List<JsonMember> members, String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
