package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FreePort;
import io.portolan.testing.PortolanProcess;
import io.portolan.testing.RawHttp;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real thing: the start script, the built jar, a process and its signals. */
@ExtendWith(VertxExtension.class)
final class ProcessIT {

    private static final String MISTAKES = "src/test/resources/check/ten-mistakes.yaml";
    private static final Map<String, String> KEYS = Seeds.operations().stream()
            .map(Seeds.Operation::variable)
            .distinct()
            .collect(Collectors.toMap(variable -> variable, variable -> "key-" + variable));

    @TempDir
    private Path folder;

    private Vertx vertx;
    private FakeUpstream upstream;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        this.upstream = FakeUpstream.start(vertx);
    }

    @Test
    void servesTheFiveFilesOnTheirPorts() throws Exception {
        Map<String, Integer> ports = copies();
        upstream.answersJson(200, "{\"id\":\"x1\"}");
        try (PortolanProcess portolan = run()) {
            portolan.awaitServing();

            for (Seeds.Operation operation : Seeds.operations()) {
                assertThat(rest(ports.get(operation.rest()), operation).status())
                        .as("%s over REST", operation)
                        .isEqualTo(200);
                operation.arrivedAs(upstream.received().getLast());
                assertThat(mcp(ports.get(operation.mcp()), operation).getBoolean("isError", false))
                        .as("%s over MCP", operation)
                        .isFalse();
                operation.arrivedAs(upstream.received().getLast());
            }

            assertThat(upstream.received()).hasSize(60);
            assertThat(portolan.out()).contains(ports.keySet());
        }
    }

    @Test
    void letsACallFinishWhenItIsTerminated() throws Exception {
        Map<String, Integer> ports = copies();
        Promise<Void> arrived = Promise.promise();
        Promise<Void> released = Promise.promise();
        upstream.answers((request, response) -> {
            arrived.tryComplete();
            released.future().onSuccess(now -> response.end("{\"id\":\"b1\"}"));
        });
        int port = ports.get("portkey-batch-rest");
        try (PortolanProcess portolan = run()) {
            portolan.awaitServing();
            CompletableFuture<RawHttp.Answer> slow =
                    CompletableFuture.supplyAsync(() -> RawHttp.get(port, "/portkey-batch-rest/v1/batches/b1"));
            RunningPortolan.await(arrived.future());

            portolan.terminate();
            RunningPortolan.eventually(vertx, () -> FreePort.is(port));
            released.complete();

            RawHttp.Answer answer = slow.get(10, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"id\":\"b1\"}");
            assertThat(portolan.exitCode()).as(portolan.err()).isZero();
        }
    }

    @Test
    void reloadsWhenItIsHungUp() throws Exception {
        copies();
        try (PortolanProcess portolan = run()) {
            portolan.awaitServing();

            portolan.hangUp();

            portolan.awaitOnError("reloaded in ");
            portolan.terminate();
            assertThat(portolan.exitCode()).as(portolan.err()).isZero();
        }
    }

    @Test
    void endsWith3WhenAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PortolanProcess portolan = PortolanProcess.start(
                        Map.of(),
                        "run",
                        "--sandbox",
                        "--rest-port",
                        "" + taken.getLocalPort(),
                        "--mcp-port",
                        "0",
                        "--control-port",
                        "0")) {

            assertThat(portolan.exitCode()).as(portolan.out() + portolan.err()).isEqualTo(3);
            assertThat(portolan.err()).contains("cannot listen on port " + taken.getLocalPort(), "rest.port");
            assertThat(portolan.err()).doesNotContain("\tat ");
        }
    }

    @Test
    void checkSaysEveryMistakeOnALineOfItsOwn() throws Exception {
        try (PortolanProcess portolan = PortolanProcess.start(Map.of(), "check", MISTAKES)) {

            assertThat(portolan.exitCode()).as(portolan.err()).isEqualTo(1);
            assertThat(portolan.out().lines())
                    .hasSize(10)
                    .doesNotHaveDuplicates()
                    .allMatch(line -> line.matches("\\Q" + MISTAKES + "\\E:\\d+:\\d+: (error|warning): .+"));
            assertThat(portolan.err()).isEqualTo("1 file, 3 errors, 7 warnings, 0 notes\n");
        }
    }

    @Test
    void checkSaysTheSameAsJson() throws Exception {
        try (PortolanProcess text = PortolanProcess.start(Map.of(), "check", MISTAKES);
                PortolanProcess json = PortolanProcess.start(Map.of(), "check", MISTAKES, "--output", "json")) {

            assertThat(json.exitCode()).as(json.err()).isEqualTo(1);
            assertThat(text.exitCode()).isEqualTo(1);
            List<String> lines = new JsonArray(json.out())
                    .stream().map(JsonObject.class::cast).map(ProcessIT::line).toList();
            assertThat(lines).isEqualTo(text.out().lines().toList());
        }
    }

    @Test
    void explainPrintsThePlan() throws Exception {
        copies();
        try (PortolanProcess portolan = PortolanProcess.start(KEYS, "explain", folder.toString())) {

            assertThat(portolan.exitCode()).as(portolan.err()).isZero();
            assertThat(portolan.out())
                    .contains("upstream portkey-batch http://127.0.0.1:" + upstream.port() + "/v1")
                    .contains("GET /portkey-batch-rest/v1/batches/{batch-id} -> portkey-batch.retrievebatch")
                    .contains("retrieves-batch -> portkey-batch.retrievebatch")
                    .doesNotContain("key-PORTKEY", "key-MISTRAL");
        }
    }

    /** Copies on ports of their own; says which namespace is where. */
    private Map<String, Integer> copies() throws IOException {
        Map<String, Integer> ports = new HashMap<>();
        try (Stream<Path> files = Files.list(Seeds.copies(folder, upstream.port()))) {
            for (Path file : files.toList()) {
                int rest = FreePort.find();
                int mcp = FreePort.find();
                String name = file.getFileName().toString().replace(".yaml", "");
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replace("port: 8080", "port: " + rest)
                                .replace("port: 9090", "port: " + mcp));
                ports.put(name + "-rest", rest);
                ports.put(name + "-mcp", mcp);
            }
        }
        return ports;
    }

    private PortolanProcess run() {
        return PortolanProcess.start(KEYS, "run", folder.toString(), "--control-port", "0");
    }

    private static RawHttp.Answer rest(int port, Seeds.Operation operation) {
        String line = operation.method() + " /" + operation.rest() + operation.target();
        return operation.body() == null
                ? RawHttp.request(port, line, "localhost", "")
                : RawHttp.request(port, line, "localhost", operation.body(), "Content-Type: application/json");
    }

    private static JsonObject mcp(int port, Seeds.Operation operation) {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
                + operation.tool() + "\",\"arguments\":" + operation.arguments() + "}}";
        RawHttp.Answer answer = RawHttp.request(
                port,
                "POST /mcp/" + operation.mcp(),
                "localhost",
                message,
                "Content-Type: application/json",
                "MCP-Protocol-Version: 2025-11-25");
        return new JsonObject(answer.body()).getJsonObject("result");
    }

    private static String line(JsonObject problem) {
        String where = problem.getString("where");
        return problem.getString("file") + ":" + problem.getInteger("line") + ":" + problem.getInteger("column") + ": "
                + problem.getString("severity") + ": " + (where.isEmpty() ? "" : where + ": ")
                + problem.getString("text");
    }
}
