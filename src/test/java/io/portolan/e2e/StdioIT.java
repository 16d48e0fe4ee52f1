package io.portolan.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult.Action;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.portolan.testing.NodePrograms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./portolan mcp --stdio}, started by real clients, and {@code connect}, which tells them how. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell is needed")
final class StdioIT {

    private static final String SCRIPT = Path.of("portolan").toAbsolutePath().toString();
    private static final String SHOP = """
            naftiko: 1.0.0-alpha2
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: https://shop.test
                resources:
                - path: /items
                  operations:
                  - {name: add, method: POST}
                - path: /items/{id}
                  operations:
                  - {name: delete, method: DELETE}
              exposes:
              - type: mcp
                namespace: tools
                port: 9090
                tools:
                - {name: add, description: Adds one, call: shop.add}
                - {name: delete, description: Deletes one, call: shop.delete, hints: {destructive: true}}
            """;

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n";

    @TempDir
    private Path folder;

    @Test
    void servesTheJavaSdk() {
        ServerParameters server = ServerParameters.builder(SCRIPT)
                .args("mcp", "--stdio", "--sandbox")
                .build();
        StdioClientTransport transport = new StdioClientTransport(server, McpJsonDefaults.getMapper());

        try (McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(60))
                .build()) {
            assertThat(client.initialize().protocolVersion()).isEqualTo("2025-11-25");
            assertThat(client.listTools().tools()).hasSize(30);
            CallToolResult made = client.callTool(CallToolRequest.builder("create-batch-job")
                    .arguments(Map.of("body", Map.of("input_files", List.of("f1"))))
                    .build());
            assertThat(made.structuredContent().toString()).contains("input_files=[f1]");
        }
    }

    @Test
    void asksTheUserOfTheJavaSdk() throws IOException {
        Deque<Action> answers = new ArrayDeque<>(List.of(Action.DECLINE, Action.ACCEPT));
        List<String> questions = new ArrayList<>();

        try (McpSyncClient client = shop().capabilities(
                        ClientCapabilities.builder().elicitation().build())
                .elicitation(asked -> {
                    questions.add(asked.message());
                    return ElicitResult.builder(answers.remove()).build();
                })
                .build()) {
            client.initialize();
            client.callTool(CallToolRequest.builder("add").build());
            CallToolRequest delete = CallToolRequest.builder("delete")
                    .arguments(Map.of("id", "item_1"))
                    .build();

            assertThat(text(client.callTool(delete))).isEqualTo("the user did not confirm; nothing was done");
            assertThat(client.callTool(delete).isError()).isNotEqualTo(true);
            assertThat(questions)
                    .hasSize(2)
                    .containsOnly("Run delete with {\"id\":\"item_1\"}? Its effects may not be undone.");
        }
    }

    @Test
    void tellsTheJavaSdkOfAReload() throws Exception {
        BlockingQueue<List<Tool>> changes = new LinkedBlockingQueue<>();

        try (McpSyncClient client = shop().toolsChangeConsumer(changes::add).build()) {
            assertThat(client.initialize().capabilities().tools().listChanged()).isTrue();
            Files.writeString(
                    folder.resolve("shop.yaml"), SHOP.replace("name: add, description", "name: new, description"));

            assertThat(changes.poll(60, SECONDS)).extracting(Tool::name).containsExactly("delete", "new");
        }
    }

    /** Confirms what is to be deleted. */
    private McpClient.SyncSpec shop() throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), SHOP);
        Files.writeString(folder.resolve("settings.yaml"), "upstreams: {shop: {confirm: true}}\n");
        ServerParameters server = ServerParameters.builder(SCRIPT)
                .args("mcp", "--stdio", "--sandbox", "--conf", path("settings.yaml"), path("shop.yaml"))
                .build();
        return McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
                .requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(60));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    @ParameterizedTest
    @Timeout(300)
    @CsvSource({
        // script, mode, revision agreed on
        "stdio-v1.mjs, '', 2025-11-25",
        "stdio-v2.mjs, legacy, 2025-11-25",
        "stdio-v2.mjs, auto, 2026-07-28",
        "stdio-v2.mjs, 2026-07-28, 2026-07-28",
    })
    void servesTheSdksForNode(String script, String mode, String revision) throws Exception {
        NodePrograms.require();
        List<String> arguments = new ArrayList<>(mode.isEmpty() ? List.of() : List.of(mode));
        arguments.addAll(List.of(SCRIPT, "mcp", "--stdio", "--sandbox"));

        NodePrograms.Run run = NodePrograms.node(script, arguments.toArray(String[]::new));

        assertThat(run.status()).as(run.output()).isZero();
        // What the process says on standard error may come in between.
        String summary = run.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElse("{}");
        assertThat(new JsonObject(summary))
                .isEqualTo(new JsonObject()
                        .put("protocolVersion", revision)
                        .put("server", "portolan")
                        .put("tools", 30)
                        .put("files", new JsonArray().add("f1 é"))
                        .put("none", true));
    }

    @Test
    void saysNothingButMessagesAndEndsWithItsInput() throws Exception {
        Ended ended = run(PING, "mcp", "--stdio", "--sandbox");

        assertThat(ended.out()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n");
        assertThat(ended.err()).endsWith("portolan: 30 tools over standard input and output\n");
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    @Test
    void endsWithOneForAFileThatCannotBeServed() throws Exception {
        Files.writeString(folder.resolve("broken.yaml"), "naftiko: 1.0.0-alpha2\ncapability: 5\n");

        Ended ended = run(PING, "mcp", "--stdio", "broken.yaml");

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("broken.yaml:2:13: error: ");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void tellsAClientOfThisScript() throws Exception {
        Files.writeString(folder.resolve(".env"), "PORTKEY_API_KEY=secret-1\n");

        Ended first = run("", "connect", "claude-code", "--sandbox", "--write");
        Ended second = run("", "connect", "claude-code", "--sandbox", "--write");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo(file() + ": written\n");
        assertThat(second.out()).isEqualTo(file() + ": all is there already\n");
        JsonObject server = new JsonObject(Files.readString(file()))
                .getJsonObject("mcpServers")
                .getJsonObject("portolan");
        assertThat(server)
                .isEqualTo(new JsonObject()
                        .put("type", "stdio")
                        .put("command", Path.of(SCRIPT).toRealPath().toString())
                        .put(
                                "args",
                                new JsonArray(List.of(
                                        "mcp",
                                        "--stdio",
                                        "--sandbox",
                                        "--folder",
                                        folder.toRealPath().toString()))));
    }

    private Path file() throws IOException {
        return folder.toRealPath().resolve(".mcp.json");
    }

    /** What became of a process. */
    private record Ended(int code, String out, String err) {}

    private Ended run(String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PORTOLAN_") || name.endsWith("_API_KEY"));
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(err));
    }
}
