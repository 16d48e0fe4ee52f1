package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.Portolan;
import io.portolan.bus.stream.Streams;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.testing.Depot;
import io.portolan.testing.Events;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Answers that do not end, or take their time, through MCP. */
@ExtendWith(VertxExtension.class)
final class McpEventsTest {

    private static final String ENDPOINT = "/mcp/depot-mcp";
    private static final int BUDGET = 256 * 1024;

    @TempDir
    private Path folder;

    private Vertx vertx;
    private RunningPortolan portolan;
    private final Promise<Void> closed = Promise.promise();
    private volatile Consumer<HttpServerRequest> upstream = request -> {};

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        this.vertx = vertx;
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> {
                            request.response().closeHandler(gone -> closed.tryComplete());
                            upstream.accept(request);
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Depot.write(folder, port);
        portolan = RunningPortolan.serve(vertx, folder, key -> key, McpEventsTest::quick);
    }

    /** An answer may take four seconds, and be silent for two; progress is told every second. */
    private static PortolanOptions quick(PortolanOptions options) {
        TimeoutOptions times = options.timeouts();
        McpOptions mcp = options.mcp();
        return options.withMcp(mcp.withLimits(mcp.limits().withProgressEvery(Duration.ofSeconds(1))))
                .withTimeouts(new TimeoutOptions(
                        times.connect(),
                        times.firstByte(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        times.drain()));
    }

    @AfterEach
    void leavesNothingOpen() {
        eventually(vertx, () -> Streams.of(vertx).open() == 0);
    }

    @Test
    void collectsTheEventsOfAStreamThatDoesNotEnd() throws Exception {
        upstream = request -> flood(events(request));

        JsonObject result = portolan.call(ENDPOINT, "events", "{}");

        assertThat(text(result, 0)).startsWith("data: 0\n\n").endsWith("\n");
        assertThat(text(result, 0).length()).isBetween(BUDGET - 100, BUDGET);
        assertThat(text(result, 1))
                .isEqualTo("This is a part of the answer: its first "
                        + text(result, 0).length()
                        + " bytes of text/event-stream; what follows cannot be read: events do not come twice");
        assertThat(result.getJsonArray("content")).hasSize(2);
        assertThat(result.getBoolean("isError")).isNull();
        closed.future().await(1, SECONDS);
    }

    @Test
    void givesTheEventsThatCameBeforeTheStreamFellSilent() throws Exception {
        upstream = request -> events(request).write("data: 1\n\ndata: 2\n\n");

        JsonObject result = portolan.call(ENDPOINT, "events", "{}");

        assertThat(text(result, 0)).isEqualTo("data: 1\n\ndata: 2\n\n");
        assertThat(text(result, 1))
                .contains("its first 18 bytes of text/event-stream; no more came: ")
                .contains("fell silent for 2000 ms");
        assertThat(result.getBoolean("isError")).isNull();
        closed.future().await(1, SECONDS);
    }

    @Test
    void givesTheEventsThatCameInTheTimeOfACall() throws Exception {
        upstream = request -> {
            HttpServerResponse response = events(request);
            vertx.setPeriodic(500, tick -> response.write("data: tick\n\n"));
        };

        JsonObject result = portolan.call(ENDPOINT, "events", "{}");

        assertThat(text(result, 0)).startsWith("data: tick\n\ndata: tick\n\n");
        assertThat(text(result, 1)).contains("no more came: the answer did not end in time (timeouts.total)");
        closed.future().await(1, SECONDS);
    }

    @Test
    void givesTheEventsOfAStreamThatEndsAsTheyAre() {
        upstream = request -> events(request).end("data: 1\n\n");

        JsonObject result = portolan.call(ENDPOINT, "events", "{}");

        assertThat(result.getJsonArray("content")).hasSize(1);
        assertThat(text(result, 0)).isEqualTo("data: 1\n\n");
    }

    @Test
    void givesNoPartOfJsonThatBreaksOff() {
        upstream = request -> {
            HttpServerResponse response =
                    request.response().setChunked(true).putHeader("content-type", "application/json");
            response.write("[1,2,").onComplete(written -> request.connection().close());
        };

        JsonObject result = portolan.call(ENDPOINT, "download", "{\"id\":\"1\"}");

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(text(result, 0)).contains("broke off");
    }

    @Test
    void tellsTheBytesThatHaveCome() {
        upstream = request -> {
            HttpServerResponse response =
                    request.response().putHeader("content-type", "text/plain").putHeader("content-length", "200000");
            response.write("x".repeat(50_000));
            vertx.setTimer(1_400, later -> response.write("x".repeat(50_000)));
            vertx.setTimer(2_400, later -> response.end("x".repeat(100_000)));
        };

        List<JsonObject> messages = call("download", "{\"id\":\"1\"}").all(vertx);

        assertThat(messages.getFirst().getJsonObject("params"))
                .isEqualTo(new JsonObject()
                        .put("progressToken", 1)
                        .put("progress", 50_000)
                        .put("total", 200_000)
                        .put("message", "50000 of 200000 bytes"));
        assertThat(messages.get(1).getJsonObject("params").getInteger("progress"))
                .isEqualTo(100_000);
        assertThat(messages.getLast().getJsonObject("result")).isNotNull();
    }

    @Test
    void stopsTheUpstreamWhenTheClientLeavesWhileItReads() throws Exception {
        Promise<HttpServerResponse> begun = Promise.promise();
        upstream = request -> {
            HttpServerResponse response = events(request);
            response.write("data: 1\n\n").onSuccess(written -> begun.tryComplete(response));
        };
        Events events = call("events", "{}");
        await(begun.future());

        events.close();

        closed.future().await(2, SECONDS);
    }

    @Test
    void givesLongAnswersOverStdioToo() throws Exception {
        upstream = request -> new Pattern(20L * 1024 * 1024).send(request.exceptionHandler(gone -> {}), true);
        Pipes pipes = Pipes.open(vertx, folder);
        pipes.say(
                1,
                "initialize",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}");
        pipes.hear();

        pipes.say(2, "tools/call", "{\"name\":\"download\",\"arguments\":{\"id\":\"1\"}}");
        JsonObject link = McpParts.link(pipes.hear().getJsonObject("result"), 1);
        pipes.say(3, "resources/read", "{\"uri\":\"" + link.getString("uri") + "\"}");
        JsonObject part = pipes.hear().getJsonObject("result");

        assertThat(part.getJsonArray("contents").getJsonObject(0).getString("blob"))
                .hasSizeGreaterThan(BUDGET);
        await(pipes.portolan().close());
    }

    @Test
    void tellsTheBytesOverStdioUntilItIsCancelled() throws Exception {
        upstream = request -> events(request).write("data: 1\n\n");
        Pipes pipes = Pipes.open(vertx, folder);

        pipes.say(1, "tools/call", "{\"name\":\"events\",\"_meta\":{\"progressToken\":\"p\"}}");
        JsonObject progress = pipes.hear().getJsonObject("params");
        pipes.say(2, "notifications/cancelled", "{\"requestId\":1}");

        assertThat(progress.getString("message")).isEqualTo("9 bytes");
        closed.future().await(1, SECONDS);
        await(pipes.portolan().close());
    }

    /** A client at the other ends of two pipes. */
    private record Pipes(Portolan portolan, PipedOutputStream in, BufferedReader answers) {

        static Pipes open(Vertx vertx, Path folder) throws IOException {
            PipedOutputStream in = new PipedOutputStream();
            PipedInputStream out = new PipedInputStream(1024 * 1024);
            PortolanOptions options = quick(RunningPortolan.anyPorts()).withCapabilities(List.of(folder.toString()));
            Portolan portolan = await(Portolan.builder(options)
                    .vertx(vertx)
                    .stdio(new PipedInputStream(in), new PipedOutputStream(out))
                    .start());
            return new Pipes(portolan, in, new BufferedReader(new InputStreamReader(out, UTF_8)));
        }

        /** A notification where the method is one. */
        void say(int id, String method, String params) throws IOException {
            String request = method.startsWith("notifications/") ? "" : "\"id\":" + id + ",";
            String line =
                    "{\"jsonrpc\":\"2.0\"," + request + "\"method\":\"" + method + "\",\"params\":" + params + "}\n";
            in.write(line.getBytes(UTF_8));
            in.flush();
        }

        JsonObject hear() throws IOException {
            return new JsonObject(answers.readLine());
        }
    }

    private Events call(String tool, String arguments) {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + ",\"_meta\":{\"progressToken\":1}}}";
        return Events.post(
                vertx.createHttpClient(),
                portolan.port(Listener.Kind.MCP),
                ENDPOINT,
                Map.of("mcp-protocol-version", "2025-11-25"),
                Buffer.buffer(message));
    }

    private static HttpServerResponse events(HttpServerRequest request) {
        return request.response().setChunked(true).putHeader("content-type", "text/event-stream");
    }

    private void flood(HttpServerResponse response) {
        for (int event = 0; event < 100_000 && !response.closed(); event++) {
            response.write("data: " + event + "\n\n");
        }
    }

    private static String text(JsonObject result, int block) {
        return result.getJsonArray("content").getJsonObject(block).getString("text");
    }
}
