package io.portolan.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.testing.NodePrograms;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clients, and bridges between transports, through all that a capability file offers. Skipped without npm. */
@ExtendWith(VertxExtension.class)
final class McpTourTest {

    private static final String INSPECTOR =
            "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    private static final JsonObject ALL = new JsonObject()
            .put("tools", 9)
            .put("blocks", new JsonArray().add("text").add("image").add("resource"))
            .put(
                    "resources",
                    new JsonArray()
                            .add("test://static-binary")
                            .add("test://static-text")
                            .add("test://watched-resource"))
            .put("text", "{\"id\":\"7\",\"templateTest\":true,\"data\":\"Data for ID: 7\"}")
            .put("prompts", 4)
            .put("message", "Prompt with arguments: arg1='a', arg2='é'");

    private String url;

    /** Downloads take their time on a machine that has none of them yet. */
    @BeforeAll
    @Timeout(300)
    static void install() throws Exception {
        NodePrograms.require();
    }

    @BeforeEach
    void serve(Vertx vertx, @TempDir Path folder) throws Exception {
        ConformanceUpstream.start(vertx, folder);
        url = "http://127.0.0.1:" + RunningPortolan.serve(vertx, folder).port(Listener.Kind.MCP) + "/mcp";
    }

    @ParameterizedTest
    @CsvSource({"v1, legacy", "v2, legacy", "v2, auto", "v2, 2026-07-28"})
    void sdksFindEverything(String sdk, String mode) throws Exception {
        NodePrograms.Run run = NodePrograms.node("tour.mjs", sdk, mode, url);

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(new JsonObject(run.lastLine())).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource({"v1, legacy", "v2, auto", "v2, 2026-07-28"})
    void findEverythingThroughMcpRemote(String sdk, String mode) throws Exception {
        List<String> bridge = NodePrograms.command(
                "node_modules/mcp-remote/dist/proxy.js", url, "--allow-http", "--transport", "http-only");

        NodePrograms.Run run = NodePrograms.node("tour.mjs", arguments(sdk, mode, bridge));

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(new JsonObject(run.lastLine())).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource({"v1, legacy", "v2, auto"})
    void findEverythingThroughSupergateway(String sdk, String mode) throws Exception {
        List<String> bridge = NodePrograms.command(
                "node_modules/supergateway/dist/index.js", "--streamableHttp", url, "--logLevel", "none");

        NodePrograms.Run run = NodePrograms.node("tour.mjs", arguments(sdk, mode, bridge));

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(new JsonObject(run.lastLine())).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void theInspectorCallsReadsAndGets(String era) throws Exception {
        JsonObject called = inspect(era, "tools/call", "--tool-name", "test_simple_text");
        JsonObject read = inspect(era, "resources/read", "--uri", "test://static-text");
        JsonObject got = inspect(era, "prompts/get", "--prompt-name", "test_simple_prompt");

        assertThat(called.encode()).contains("This is a simple text response for testing.");
        assertThat(read.encode()).contains("This is the content of the static text resource.");
        assertThat(got.encode()).contains("This is a simple prompt for testing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void theInspectorFindsNoFaultInTheToolsThatShip(String era, Vertx vertx) throws Exception {
        RunningPortolan shipped =
                RunningPortolan.start(vertx, RunningPortolan.anyPorts().withSandbox(true), key -> null);
        url = "http://127.0.0.1:" + shipped.port(Listener.Kind.MCP) + "/mcp";

        JsonObject listed = inspect(era, "tools/list", "--strict");

        assertThat(listed.getJsonArray("tools")).hasSize(30);
    }

    /** Of a schema that not every model takes, strictness makes a status of its own: 6. */
    private JsonObject inspect(String era, String method, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("--cli", url, "--protocol-era", era, "--method", method, "--format", "json", "-q"));
        arguments.addAll(List.of(more));
        NodePrograms.Run run = NodePrograms.node(INSPECTOR, arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
        JsonObject answer = new JsonObject(run.output().strip());
        return answer.getJsonObject("result", answer);
    }

    private static String[] arguments(String sdk, String mode, List<String> command) {
        List<String> all = new ArrayList<>(List.of(sdk, mode));
        all.addAll(command);
        return all.toArray(String[]::new);
    }
}
