package io.portolan.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.expr.Scope;
import io.portolan.expr.Value;
import io.portolan.format.JsonBytes;
import io.portolan.format.JsonTree;
import io.portolan.mcp.rpc.Revision;
import io.portolan.plan.McpPrompt;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fills a prompt.
 *
 * @param id of the request
 * @param revision what the client speaks
 * @param documents of the endpoint
 * @param prompt the one that was asked for
 * @param arguments a text for each of the prompt's arguments; empty where the client gave none
 */
public record PromptReply(
        Buffer id, Revision revision, EndpointDocuments documents, McpPrompt prompt, List<String> arguments) {

    /** Messages that stand in the capability file. */
    public Reply messages(List<McpPrompt.Message> messages) {
        ArrayNode array = JsonTree.NODES.arrayNode(messages.size());
        Scope scope = scope();
        for (McpPrompt.Message message : messages) {
            JsonNode content = message.content().render(scope);
            if (content instanceof ObjectNode block) {
                array.add(message(message.role(), known(block)));
            }
        }
        return reply(array);
    }

    /** One message of the user: a text in which the arguments are still to be put. */
    public Reply text(String text) {
        String filled = McpPrompt.template(text, prompt.arguments()).join(scope());
        return reply(JsonTree.NODES.arrayNode().add(message(McpPrompt.Role.USER, block(filled))));
    }

    private Reply reply(ArrayNode messages) {
        Buffer json = JsonTree.write(messages);
        JsonBytes out = EndpointDocuments.begin(json.length() + 512, id).raw("{");
        if (prompt.description() != null) {
            out.raw("\"description\":").string(prompt.description()).raw(",");
        }
        out.raw("\"messages\":").raw(json).raw(documents.resultEnd(revision));
        return new Reply(200, out.toBuffer());
    }

    private Scope scope() {
        return new Scope() {

            @Override
            public Value input(int index) {
                return new Value.Text(arguments.get(index));
            }

            @Override
            public @Nullable String variable(String name) {
                return null;
            }
        };
    }

    private static ObjectNode message(McpPrompt.Role role, ObjectNode content) {
        return JsonTree.NODES
                .objectNode()
                .put("role", role.name().toLowerCase(Locale.ROOT))
                .set("content", content);
    }

    /** What the revision does not know becomes a text that says what it is. */
    private ObjectNode known(ObjectNode content) {
        return switch (content.path("type").asText()) {
            case "audio" ->
                revision.knowsAudio()
                        ? content
                        : block("(" + content.path("mimeType").asText() + ")");
            case "resource_link" ->
                revision.knowsLinks() ? content : block(content.path("uri").asText());
            default -> content;
        };
    }

    private static ObjectNode block(String text) {
        return JsonTree.NODES.objectNode().put("type", "text").put("text", text);
    }
}
