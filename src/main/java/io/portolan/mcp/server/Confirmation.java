package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.auth.Seal;
import io.portolan.format.JsonBytes;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonTree;
import io.portolan.mcp.answer.CallReply;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.RequestChecks;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.mcp.schema.ConfirmArgument;
import io.portolan.plan.McpTool;
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
 * Has the caller confirm that a destructive tool is to run. A client that declared elicitation is asked by
 * {@code input_required} (2026-07-28, multi round-trip requests); any other reads how to confirm, and does so with one
 * more argument. Nothing is remembered here: the client keeps what was asked, sealed, so that any node can go on.
 */
final class Confirmation {

    private static final String KEY = "confirm";
    private static final Duration VALID = Duration.ofMinutes(10);

    /** Of the arguments, so many characters are shown to who is asked. */
    private static final int SHOWN = 1000;

    private final Seal seal;
    private final EndpointDocuments documents;

    Confirmation(Seal seal, EndpointDocuments documents) {
        this.seal = seal;
        this.documents = documents;
    }

    /**
     * What is to be answered instead of running the tool; null when it may run.
     *
     * @param name by which the endpoint lists the tool
     * @param given the arguments without the one that confirms
     */
    @Nullable
    Reply instead(Asked asked, String name, McpTool tool, List<JsonMember> given, CallReply reply) {
        byte[] bound = digest(name, tool, given);
        JsonMember confirmed = find(asked.request().params().argumentMembers(), ConfirmArgument.NAME);
        if (confirmed != null && confirmed.kind() != Kind.NULL) {
            return valid(String.valueOf(confirmed.text()), bound)
                    ? null
                    : reply.error(ConfirmArgument.NAME + ": not given out for these arguments, or longer than "
                            + VALID.toMinutes()
                            + " minutes ago (expected: what the answer to the call without it says)");
        }
        if (!asked.revision().modern() || !elicits(asked)) {
            return reply.error(
                    question(name, given) + "\nNothing was done. Ask the user; if the answer is yes, call the"
                            + " tool again with the same arguments and with " + ConfirmArgument.NAME + " = \""
                            + token(bound) + "\"");
        }
        String state = asked.string("requestState");
        if (state == null) {
            return ask(asked, name, given, bound);
        }
        if (!valid(state, bound)) {
            return documents.error(
                    asked.id(),
                    RpcError.invalidParams("params.requestState: changed, not for this call, or longer than "
                            + VALID.toMinutes() + " minutes old (expected: as it was given out)"));
        }
        return answered(asked, name, given, bound, reply);
    }

    private @Nullable Reply answered(Asked asked, String name, List<JsonMember> given, byte[] bound, CallReply reply) {
        JsonMember responses = asked.param("inputResponses");
        JsonNode action = responses == null || responses.kind() != Kind.OBJECT
                ? JsonTree.NODES.missingNode()
                : JsonTree.read(responses.bytes()).path(KEY).path("action");
        return switch (action.asText()) {
            case "accept" -> null;
            case "decline", "cancel" -> reply.error("the user did not confirm; nothing was done");
            default -> ask(asked, name, given, bound);
        };
    }

    private Reply ask(Asked asked, String name, List<JsonMember> given, byte[] bound) {
        String request =
                "{\"" + KEY + "\":{\"method\":\"elicitation/create\",\"params\":{\"mode\":\"form\",\"message\":"
                        + JsonBytes.quoted(question(name, given))
                        + ",\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}}}}";
        return documents.inputRequired(asked.id(), request, token(bound));
    }

    private static String question(String name, List<JsonMember> given) {
        String arguments = JsonTree.text(tree(given));
        String shown = arguments.length() <= SHOWN ? arguments : arguments.substring(0, SHOWN) + "...";
        return "Run " + name + " with " + shown + "? Its effects may not be undone.";
    }

    private static boolean elicits(Asked asked) {
        JsonMember declared = asked.request().params().metaMember(RequestChecks.CLIENT_CAPABILITIES);
        if (declared == null || declared.kind() != Kind.OBJECT) {
            return false;
        }
        JsonNode elicitation = JsonTree.read(declared.bytes()).path("elicitation");
        // No mode named is the form, as it was before there were others.
        return elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form"));
    }

    private String token(byte[] bound) {
        long until = System.currentTimeMillis() + VALID.toMillis();
        return seal.close(ByteBuffer.allocate(Long.BYTES).putLong(until).array(), bound);
    }

    private boolean valid(String token, byte[] bound) {
        byte[] until = seal.open(token, bound);
        return until != null
                && until.length == Long.BYTES
                && ByteBuffer.wrap(until).getLong() >= System.currentTimeMillis();
    }

    /**
     * What a confirmation is for: this tool, these arguments in whatever order, and who calls. Whoever may call the tool
     * has shown the credential of its namespace, and there is one of a namespace.
     */
    private static byte[] digest(String name, McpTool tool, List<JsonMember> given) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of("tools/call", tool.namespace(), name, JsonTree.text(sorted(tree(given))))) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static JsonNode tree(List<JsonMember> given) {
        var tree = JsonTree.NODES.objectNode();
        given.forEach(member -> tree.set(member.name(), JsonTree.read(member.bytes())));
        return tree;
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
