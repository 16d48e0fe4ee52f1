package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.Depot;
import io.portolan.testing.McpCaller;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Consumer;

/** An MCP client of the {@link Depot} that reads long answers part by part. */
record McpParts(McpCaller mcp) {

    private static final String ENDPOINT = "/mcp/depot-mcp";

    /** Calls a tool, and gives its result. */
    JsonObject call(String tool) {
        return mcp.call(ENDPOINT, tool, "{\"id\":\"1\"}");
    }

    /** The contents of a resource. */
    JsonArray read(String uri) {
        JsonObject answer = answer(uri);
        assertThat(answer.getJsonObject("error")).isNull();
        return answer.getJsonObject("result").getJsonArray("contents");
    }

    /** The answer of a request for a resource. */
    JsonObject answer(String uri) {
        return RunningPortolan.await(ask(uri)).bodyAsJsonObject();
    }

    /** Asks for a resource. */
    Future<HttpResponse<Buffer>> ask(String uri) {
        return mcp.send(
                ENDPOINT,
                Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"" + uri
                        + "\"}}"));
    }

    /** To sum up what comes. */
    Sum begin() {
        return new Sum();
    }

    /** The text of a block. */
    static String text(JsonObject result, int block) {
        return result.getJsonArray("content").getJsonObject(block).getString("text");
    }

    /** The URI of the block after a part and what is said about it. */
    static String link(JsonObject result) {
        return link(result, 2).getString("uri");
    }

    /** A block that is a link. */
    static JsonObject link(JsonObject result, int block) {
        JsonObject link = result.getJsonArray("content").getJsonObject(block);
        assertThat(link.getString("type")).isEqualTo("resource_link");
        return link;
    }

    /** The URI of the part that follows; null after the last. */
    static String next(JsonArray contents) {
        return contents.size() == 1 ? null : contents.getJsonObject(1).getString("uri");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Of all parts, one after another. */
    final class Sum {

        private final MessageDigest sum = Digest.begin();

        Sum add(String text) {
            sum.update(utf8(text));
            return this;
        }

        /** Reads part by part, to the last. */
        Sum follow(String first, Consumer<String> check) {
            for (String uri = first; uri != null; ) {
                JsonArray contents = read(uri);
                JsonObject part = contents.getJsonObject(0);
                if (part.containsKey("blob")) {
                    sum.update(Base64.getDecoder().decode(part.getString("blob")));
                } else {
                    check.accept(part.getString("text"));
                    add(part.getString("text"));
                }
                uri = next(contents);
            }
            return this;
        }

        byte[] digest() {
            return sum.digest();
        }
    }
}
