package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import io.portolan.Listener;
import io.portolan.options.PortolanOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FreePort;
import io.portolan.testing.LogCapture;
import io.portolan.testing.RawHttp;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Keys are told to the upstream and to nobody else. Every way in which a call may end is gone through on all surfaces;
 * then everything that came out anywhere is searched for them.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class SecretsTest {

    private static final String CANARY = "canary";
    private static final String KEY = CANARY + "+/&=%";
    private static final String ENCODED = Base64.getEncoder()
            .encodeToString((KEY + "USERNAME:" + KEY + "PASSWORD").getBytes(StandardCharsets.ISO_8859_1));
    private static final List<String> ENDINGS = List.of("fine", "missing", "broken", "silent", "cut", "..");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> answers = new ArrayList<>();
    private LogCapture log;
    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeAll
    void goThroughEveryEnding(@TempDir Path folder) throws IOException {
        log = LogCapture.start(Level.DEBUG);
        LoggerFactory.getLogger(SecretsTest.class).debug("this is captured");
        upstream = FakeUpstream.start(vertx).answers(SecretsTest::answer);
        Seeds.copy(folder, "batch-batch-jobs.yaml", FreePort.find());
        Seeds.copy(folder, "portkey-batch.yaml", upstream.port());
        Seeds.copy(folder, "ai-gateway-batches.yaml", upstream.port());
        Files.writeString(
                folder.resolve("secrets.yaml"), secrets().replace("127.0.0.1:80", "127.0.0.1:" + upstream.port()));
        Files.writeString(folder.resolve("broken.yaml"), broken());
        portolan = RunningPortolan.serve(vertx, folder, SecretsTest::key, SecretsTest::impatient);
        List<Future<?>> calls = new ArrayList<>();
        ENDINGS.forEach(ending -> List.of("query", "header", "user", "file", "unfit")
                .forEach(place -> {
                    calls.add(rest("/secrets-rest/" + place + "/" + (ending.equals("..") ? "%2e%2e" : ending)));
                    calls.add(mcp(place, new JsonObject().put("id", ending)));
                }));
        ENDINGS.forEach(ending -> List.of("in-query", "in-header", "as-user", "in-file", "not-sendable")
                .forEach(namespace -> calls.add(bus(namespace + ".get", new JsonObject().put("id", ending)))));
        ENDINGS.forEach(ending -> {
            calls.add(rest("/portkey-batch-rest/v1/batches/" + ending));
            calls.add(bus("portkey-batch.retrievebatch", new JsonObject().put("batch_id", ending)));
        });
        calls.add(rest("/batch-batch-jobs-rest/v1/batch/jobs"));
        calls.add(mcp("list-batch-jobs", new JsonObject()));
        calls.add(bus("batch-batch-jobs.listbatchjobs", new JsonObject()));
        calls.add(rest("/ai-gateway-batches-rest/v1/batches/b1"));
        calls.add(mcp("get-batch", new JsonObject().put("batch_id", "b1")));
        calls.add(mcp("query", new JsonObject().put("idd", 1)));
        calls.add(rest("/secrets-rest/query/x?limit=1"));
        RunningPortolan.await(Future.join(calls));
    }

    @AfterAll
    void stop() {
        RunningPortolan.await(vertx.close());
        log.close();
    }

    @Test
    void tellsTheUpstream() {
        assertThat(upstream.received())
                .anyMatch(request -> request.uri().equals("/query/fine?api_key=canary%2B%2F%26%3D%25QUERY_KEY"))
                .anyMatch(request ->
                        ("Key " + KEY + "HEADER_KEY").equals(request.headers().get("x-api-key")))
                .anyMatch(
                        request -> ("Basic " + ENCODED).equals(request.headers().get("authorization")))
                .anyMatch(request ->
                        "Bearer canary-in-the-file".equals(request.headers().get("authorization")))
                .anyMatch(request -> ("Bearer " + KEY + "PORTKEY_API_KEY")
                        .equals(request.headers().get("authorization")));
    }

    @Test
    void wentThroughEveryEnding() {
        for (String ending : List.of("200", "404", "500", "502", "503", "504", "400")) {
            assertThat(answers).anyMatch(answer -> answer.startsWith("REST " + ending));
        }
        assertThat(answers).anyMatch(answer -> answer.contains("UNFIT_KEY holds a character that cannot travel"));
        assertThat(answers).anyMatch(answer -> answer.contains("TRUEFOUNDRY_API_KEY is not set"));
    }

    @Test
    void tellsNoCaller() {
        assertThat(answers).noneMatch(SecretsTest::tells);
    }

    @Test
    void writesNoneToTheLog() {
        assertThat(log.lines())
                .anyMatch(line -> line.contains("this is captured"))
                .noneMatch(SecretsTest::tells);
    }

    @Test
    void showsNoneToTheOperator() {
        RawHttp.Answer json = RawHttp.get(portolan.port(Listener.Kind.CONTROL), "/plan", "Accept: application/json");

        assertThat(portolan.control("/metrics").bodyAsString())
                .contains("portolan_calls")
                .doesNotContain(CANARY, ENCODED);
        assertThat(portolan.control("/plan").bodyAsString())
                .contains("in-query")
                .doesNotContain(CANARY, ENCODED);
        assertThat(json.body()).contains("in-query").doesNotContain(CANARY, ENCODED);
        assertThat(portolan.control("/health/ready").bodyAsString()).doesNotContain(CANARY);
    }

    @Test
    void showsNoneToTheProgramItRunsIn() {
        assertThat(portolan.portolan().explain()).contains("in-query").doesNotContain(CANARY, ENCODED);
        assertThat(portolan.portolan().problems()).isNotEmpty().noneMatch(SecretsTest::tells);
        assertThat(portolan.portolan()).asString().doesNotContain(CANARY);
    }

    @Test
    void tellsNoneWhenItCannotStart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), secrets().replace("namespace:", "namespaze:"));
        PortolanOptions nothing = RunningPortolan.anyPorts().withCapabilities(List.of(file.toString()));
        PortolanOptions taken =
                RunningPortolan.anyPorts().withRest(nothing.rest().withPort(upstream.port()));

        for (PortolanOptions options : List.of(nothing, taken)) {
            Throwable cause = catchThrowable(() -> RunningPortolan.start(vertx, options, SecretsTest::key));

            assertThat(cause).isNotNull();
            assertThat(tells(Throwables.getStackTrace(cause))).isFalse();
        }
    }

    private static boolean tells(String text) {
        return text.contains(CANARY) || text.contains(ENCODED);
    }

    private static String key(String name) {
        return switch (name) {
            case "TRUEFOUNDRY_API_KEY" -> null;
            case "UNFIT_KEY" -> KEY + "\n";
            default -> KEY + name;
        };
    }

    private static void answer(FakeUpstream.Received request, HttpServerResponse response) {
        String path = request.uri().replaceFirst("\\?.*", "");
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "missing" -> response.setStatusCode(404).end("{\"error\":\"none\"}");
            case "broken" -> response.setStatusCode(500).end("{\"error\":\"broken\"}");
            case "silent" -> {}
            case "cut" -> request.connection().close();
            default -> response.putHeader("content-type", "application/json").end("{}");
        }
    }

    private Future<?> rest(String target) {
        return portolan.rest("GET", target).send().onSuccess(answer -> record("REST ", answer));
    }

    private Future<?> mcp(String tool, JsonObject arguments) {
        JsonObject params = new JsonObject().put("name", tool).put("arguments", arguments);
        Buffer message =
                Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}");
        return portolan.send("/mcp", message).onSuccess(answer -> record("MCP ", answer));
    }

    private Future<?> bus(String operation, JsonObject arguments) {
        Future<Message<Object>> answer = vertx.eventBus().request("capability." + operation, arguments);
        return answer.onComplete(
                        message -> record("BUS " + message.body() + " " + message.headers()),
                        failure -> record("BUS " + failure))
                .otherwiseEmpty();
    }

    private void record(String surface, HttpResponse<Buffer> answer) {
        record(surface + answer.statusCode() + " " + answer.headers() + " " + answer.bodyAsString());
    }

    private synchronized void record(String answer) {
        answers.add(answer);
    }

    private static String secrets() throws IOException {
        return Files.readString(Path.of("src/test/resources/e2e/secrets.yaml"));
    }

    /** The same keys under other names, in a file of which a part is not served. */
    private static String broken() throws IOException {
        return secrets()
                .replaceAll("(call|namespace): ", "$1: broken-")
                .replace("- {name: ", "- {name: broken-")
                .replace("type: bearer", "type: bear");
    }

    private static PortolanOptions impatient(PortolanOptions options) {
        Duration second = Duration.ofSeconds(1);
        return options.withTimeouts(
                new TimeoutOptions(second, second.multipliedBy(2), second, second.multipliedBy(2), Duration.ZERO));
    }
}
