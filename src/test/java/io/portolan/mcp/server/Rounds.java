package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.auth.Seal;
import io.portolan.format.JsonTree;
import io.portolan.mcp.rpc.RpcError;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Questions in rounds, each the whole answer to one call: multi round-trip requests (2026-07-28). */
final class Rounds {

    /** The capability that each request needs. */
    private static final Map<String, String> NEEDED =
            Map.of("elicitation/create", "elicitation", "sampling/createMessage", "sampling", "roots/list", "roots");

    private final JsonNode conversations;
    private final Seal seal = Seal.of(Seal.randomSecret(), "conformance");

    Rounds(JsonNode conversations) {
        this.conversations = conversations;
    }

    McpAction next(Asked asked) {
        String name = String.valueOf(asked.string("name"));
        JsonNode conversation = conversations.path("rounds").path(name);
        int round = 0;
        String state = asked.string("requestState");
        if (conversation.path("state").asBoolean() && state != null) {
            byte[] opened = seal.open(state, name.getBytes(StandardCharsets.UTF_8));
            if (opened == null) {
                return new McpAction.Answer(
                        Conversations.error(asked, RpcError.invalidParams("params.requestState: changed")));
            }
            round = opened[0];
        }
        JsonNode given = TalkingEndpoint.object(asked, "inputResponses");
        JsonNode wanted = conversation.path("rounds").path(round);
        boolean answered = true;
        for (Map.Entry<String, JsonNode> one : wanted.properties()) {
            answered &= given.path(one.getKey()).isObject();
        }
        int next = answered ? round + 1 : round;
        return next == conversation.path("rounds").size()
                ? new McpAction.Answer(Conversations.text(asked, "state-ok: " + JsonTree.text(given)))
                : ask(asked, name, conversation, next);
    }

    private McpAction ask(Asked asked, String name, JsonNode conversation, int round) {
        ObjectNode result = JsonTree.NODES.objectNode();
        ObjectNode requests = result.putObject("inputRequests");
        for (Map.Entry<String, JsonNode> one :
                conversation.path("rounds").path(round).properties()) {
            JsonNode request =
                    conversations.path("requests").path(one.getValue().asText());
            if (asked.capabilities().has(NEEDED.get(request.path("method").asText()))) {
                requests.set(one.getKey(), request);
            }
        }
        if (conversation.path("state").asBoolean()) {
            byte[] bound = name.getBytes(StandardCharsets.UTF_8);
            result.put("requestState", seal.close(new byte[] {(byte) round}, bound));
        }
        return new McpAction.Answer(Conversations.inputRequired(asked, result));
    }
}
