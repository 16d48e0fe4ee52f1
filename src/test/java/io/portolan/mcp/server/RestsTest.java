package io.portolan.mcp.server;

import static io.portolan.mcp.Fixture.legacy;
import static io.portolan.mcp.Fixture.legacyHeaders;
import static io.portolan.mcp.Fixture.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Result;
import io.portolan.mcp.Client;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.caller.Task;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.portolan.plan.McpTool;
import io.portolan.plan.McpTool.Hints;
import io.portolan.plan.Parameters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RestsTest {

    private static final McpTool READS = tool("read", new Hints(true, null, null, null));
    private static final McpTool WRITES = tool("write", Hints.NONE);

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aLongListComesInPartsThatTogetherAreTheWhole() throws Exception {
        for (McpTool tool : List.of(READS, WRITES)) {
            JsonArray all = list(500);
            McpMethods methods = methods(result(
                    200, "application/json", new JsonObject().put("data", all).encode()));
            JsonObject first = call(methods, tool);
            JsonArray put = first.getJsonObject("structuredContent")
                    .getJsonArray("data")
                    .copy();

            String uri = first.getJsonArray("content").getJsonObject(2).getString("uri");
            while (uri != null) {
                JsonArray contents = read(methods, uri).getJsonArray("contents");
                String text = contents.getJsonObject(0).getString("text");
                assertThat(text.length()).isLessThanOrEqualTo(4096);
                new JsonObject(text).getJsonArray("data").forEach(put::add);
                uri = contents.size() == 1 ? null : contents.getJsonObject(1).getString("uri");
            }

            assertThat(put).as(tool.name()).isEqualTo(all);
        }
    }

    @Test
    void aToolThatChangesNothingIsAskedAgainAndAnyOtherIsNot() throws Exception {
        McpMethods methods = methods(result(200, "application/json", list(500).encode()));

        read(methods, link(call(methods, READS)));
        assertThat(calls).hasValue(2);

        read(methods, link(call(methods, WRITES)));
        assertThat(calls).hasValue(3);
    }

    @Test
    void saysHowMuchOfTheAnswerThePartIs() throws Exception {
        JsonObject first =
                call(methods(result(200, "application/json", list(500).encode())), READS);

        assertThat(first.getJsonArray("content").getJsonObject(1).getString("text"))
                .matches(
                        "This is a part of the answer: \\d+ of the 500 elements of its longest list; read resource .+");
        assertThat(first.getBoolean("isError")).isNull();
    }

    @Test
    void aLongTextComesInPartsToo() throws Exception {
        String all = "wörter ".repeat(3000);
        McpMethods methods = methods(result(200, "text/plain; charset=utf-8", all));
        JsonObject first = call(methods, WRITES);
        StringBuilder put =
                new StringBuilder(first.getJsonArray("content").getJsonObject(0).getString("text"));

        String uri = link(first);
        while (uri != null) {
            JsonArray contents = read(methods, uri).getJsonArray("contents");
            put.append(contents.getJsonObject(0).getString("text"));
            uri = contents.size() == 1 ? null : contents.getJsonObject(1).getString("uri");
        }

        assertThat(put.toString()).isEqualTo(all);
    }

    @Test
    void jsonWithoutAListToCutIsGivenAsTextThatSaysSo() throws Exception {
        McpMethods methods = methods(result(200, "application/json", "{\"log\":\"" + "x".repeat(9000) + "\"}"));

        JsonObject first = call(methods, READS);

        assertThat(first.getJsonArray("content").getJsonObject(1).getString("text"))
                .contains("its first 4096 of 9010 bytes");
        assertThat(first.containsKey("structuredContent")).isFalse();
    }

    @Test
    void nobodyReadsARestThatWasNotGivenOut() throws Exception {
        McpMethods methods = methods(result(200, "application/json", list(500).encode()));
        String uri = link(call(methods, READS));

        for (String other :
                List.of(uri.substring(0, uri.length() - 9) + "AAAAAAAAA", "portolan://rest/", "portolan://rest/abc")) {
            JsonObject answer = answer(methods, other);
            assertThat(answer.getJsonObject("error").getInteger("code")).isEqualTo(-32002);
        }
    }

    @Test
    void aClientWithoutLinksReadsTheUriInTheText() throws Exception {
        McpMethods methods = methods(result(200, "application/json", list(500).encode()));

        JsonObject first = call(methods, READS, "2025-03-26");

        assertThat(first.getJsonArray("content").size()).isEqualTo(2);
        assertThat(first.getJsonArray("content").getJsonObject(1).getString("text"))
                .contains("portolan://rest/");
    }

    private McpMethods methods(Result answer) {
        McpOptions mcp = McpOptions.defaults();
        PortolanOptions options =
                PortolanOptions.defaults().withMcp(mcp.withLimits(mcp.limits().withAnswer(Size.parse("4KiB"))));
        return Fixture.methods(
                Fixture.endpoint("/mcp", READS, WRITES),
                (namespace, invocation) -> {
                    calls.incrementAndGet();
                    return Future.succeededFuture(answer);
                },
                options);
    }

    private static JsonObject call(McpMethods methods, McpTool tool) throws Exception {
        return call(methods, tool, "2025-06-18");
    }

    private static JsonObject call(McpMethods methods, McpTool tool, String revision) throws Exception {
        Buffer body = legacy("tools/call", "\"name\":\"" + tool.name() + "\"");
        return run(methods.handle(body, legacyHeaders(revision))).getJsonObject("result");
    }

    private static JsonObject read(McpMethods methods, String uri) throws Exception {
        return answer(methods, uri).getJsonObject("result");
    }

    private static JsonObject answer(McpMethods methods, String uri) throws Exception {
        return run(methods.handle(legacy("resources/read", "\"uri\":\"" + uri + "\""), legacyHeaders("2025-06-18")));
    }

    private static JsonObject run(McpAction action) throws Exception {
        return action instanceof McpAction.Work(Task task)
                ? task.run(Client.ALONE).await(10, SECONDS).json().toJsonObject()
                : Fixture.json(action);
    }

    private static String link(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(2).getString("uri");
    }

    private static JsonArray list(int size) {
        JsonArray list = new JsonArray();
        for (int i = 0; i < size; i++) {
            list.add(new JsonObject().put("id", "batch_" + i).put("status", "completed"));
        }
        return list;
    }

    private static McpTool tool(String name, Hints hints) {
        return Fixture.tool(
                name, new Parameters(List.of(), null), "{\"type\":\"object\",\"additionalProperties\":false}", hints);
    }
}
