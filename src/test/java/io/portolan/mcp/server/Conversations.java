package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonTree;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.RpcError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the talking tools say, in a file, and the answers around it. */
final class Conversations {

    static final JsonNode ALL = read();

    private static JsonNode read() {
        try {
            return JsonTree.read(Files.readString(Path.of("src", "test", "resources", "mcp", "conversations.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole answer of a tool, or of a prompt. */
    static Reply text(Asked asked, String text) {
        ObjectNode result = JsonTree.NODES.objectNode();
        ObjectNode block;
        if (asked.request().method().equals("prompts/get")) {
            block = result.putArray("messages").addObject().put("role", "user").putObject("content");
        } else {
            block = result.putArray("content").addObject();
        }
        block.put("type", "text").put("text", text);
        return result(asked, result, "complete");
    }

    /** An answer that is a question. */
    static Reply inputRequired(Asked asked, ObjectNode result) {
        return result(asked, result, "input_required");
    }

    static Reply error(Asked asked, RpcError error) {
        ObjectNode node = JsonTree.NODES.objectNode().put("code", error.code()).put("message", error.message());
        if (error.data() != null) {
            node.set("data", JsonTree.read(error.data()));
        }
        ObjectNode response = response(asked);
        response.set("error", node);
        return new Reply(error.status(), JsonTree.write(response));
    }

    private static Reply result(Asked asked, ObjectNode result, String type) {
        if (asked.revision().modern()) {
            result.put("resultType", type);
        }
        ObjectNode response = response(asked);
        response.set("result", result);
        return new Reply(200, JsonTree.write(response));
    }

    private static ObjectNode response(Asked asked) {
        ObjectNode response = JsonTree.NODES.objectNode().put("jsonrpc", "2.0");
        response.set("id", JsonTree.read(asked.id()));
        return response;
    }

    private Conversations() {}
}
