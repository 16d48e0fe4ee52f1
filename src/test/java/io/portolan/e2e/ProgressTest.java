package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.Events;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client hears while it waits for a tool. */
@ExtendWith(VertxExtension.class)
final class ProgressTest {

    @TempDir
    private Path folder;

    private Vertx vertx;
    private HttpClient client;
    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        this.vertx = vertx;
        client = vertx.createHttpClient();
        upstream = FakeUpstream.start(vertx).answersJson(200, "{\n  \"name\": \"Argo\"\n}");
        Harbour.write(folder, upstream.port());
        portolan = RunningPortolan.serve(vertx, folder, key -> key, ProgressTest::everySecond);
    }

    private static PortolanOptions everySecond(PortolanOptions options) {
        McpOptions mcp = options.mcp();
        return options.withMcp(mcp.withLimits(mcp.limits().withProgressEvery(Duration.ofSeconds(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void tellsEachStepThenTheAnswer(String version) {
        Events events = call("convoy", "{}", "\"p-1\"", Map.of("mcp-protocol-version", version));

        List<JsonObject> messages = events.all(vertx);

        assertThat(events.response().getHeader("content-type")).isEqualTo("text/event-stream");
        assertThat(events.response().getHeader("cache-control")).isEqualTo("no-cache");
        assertThat(events.response().getHeader("x-accel-buffering")).isEqualTo("no");
        assertThat(messages)
                .hasSize(4)
                .startsWith(
                        progress("p-1", 1, 3, "first"),
                        progress("p-1", 2, 3, "second"),
                        progress("p-1", 3, 3, "third"));
        assertThat(messages.getLast().getInteger("id")).isEqualTo(1);
        assertThat(messages.getLast().getJsonObject("result").getJsonArray("content"))
                .hasSize(1);
    }

    @Test
    void tellsAClientWithoutHandshakeTheSame() {
        String meta = "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{},\"progressToken\":7}";
        Map<String, String> headers =
                Map.of("mcp-protocol-version", "2026-07-28", "mcp-method", "tools/call", "mcp-name", "convoy");

        Events events = post(headers, "{\"name\":\"convoy\",\"_meta\":" + meta + "}");

        assertThat(events.all(vertx)).hasSize(4).startsWith(progress(7, 1, 3, "first"));
    }

    @Test
    void tellsTheRoundsOfAStepAsPartsOfIt() {
        upstream.answers(
                (request, response) -> FakeUpstream.json(200, request.uri().equals("/ships") ? "[1,2,3,4]" : "{}")
                        .write(request, response));

        Events events = call("fleet", "{}", "\"p\"", Map.of());

        assertThat(events.all(vertx).stream()
                        .filter(message -> message.containsKey("method"))
                        .map(message -> message.getJsonObject("params").getValue("progress") + " "
                                + message.getJsonObject("params").getString("message")))
                .containsExactly("1 all", "1.25 each 1 of 4", "1.5 each 2 of 4", "1.75 each 3 of 4", "2 each");
    }

    @Test
    void tellsTheSecondsOfACallThatOnlyWaits() {
        upstream.answers((request, response) ->
                vertx.setTimer(2_500, late -> FakeUpstream.json(200, "{}").write(request, response)));

        Events events = call("ship", "{\"imo\":\"9\"}", "1", Map.of());

        List<JsonObject> messages = events.all(vertx);
        assertThat(messages).hasSize(3);
        assertThat(messages.getFirst().getJsonObject("params"))
                .isEqualTo(new JsonObject("{\"progressToken\":1,\"progress\":1,\"message\":\"1 s\"}"));
        assertThat(messages.get(1).getJsonObject("params").getInteger("progress"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"progressToken\":null}", "{\"progressToken\":1.5}", "{\"progressToken\":{}}"})
    void answersWithOneObjectWhoDoesNotAsk(String meta) {
        Events events = post(Map.of(), "{\"name\":\"convoy\",\"_meta\":" + meta + "}");

        assertThat(events.response().getHeader("content-type")).isEqualTo("application/json");
    }

    @Test
    void answersWithOneObjectWhenThereIsNothingToTell() {
        Events events = call("ship", "{\"imo\":\"9\"}", "1", Map.of());

        assertThat(events.response().getHeader("content-type")).isEqualTo("application/json");
    }

    @Test
    void answersWithOneObjectWhoTakesNoStream() {
        Events events = call("convoy", "{}", "1", Map.of("accept", "application/json"));

        assertThat(events.response().getHeader("content-type")).isEqualTo("application/json");
    }

    private Events call(String tool, String arguments, String token, Map<String, String> headers) {
        return post(
                headers,
                "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + ",\"_meta\":{\"progressToken\":" + token
                        + "}}");
    }

    private Events post(Map<String, String> headers, String params) {
        Buffer message =
                Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}");
        return Events.post(client, portolan.port(Listener.Kind.MCP), "/mcp", headers, message);
    }

    private static JsonObject progress(Object token, int done, int total, String message) {
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("method", "notifications/progress")
                .put(
                        "params",
                        new JsonObject()
                                .put("progressToken", token)
                                .put("progress", done)
                                .put("total", total)
                                .put("message", message));
    }
}
