package io.portolan.mcp;

import static io.portolan.mcp.Fixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.portolan.Listener;
import io.portolan.http.EdgeVerticle;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The official Java SDK as a client. */
@ExtendWith(VertxExtension.class)
final class McpJavaClientTest {

    @Test
    void listsAndCallsTools(Vertx vertx) throws Exception {
        EdgeVerticle verticle = Fixture.listen(
                vertx,
                PortolanOptions.defaults(),
                (namespace, invocation) -> Future.succeededFuture(result(200, "application/json", "{\"id\":\"b1\"}")),
                Fixture.recorder());
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(
                        "http://127.0.0.1:" + verticle.port())
                .endpoint("/mcp")
                .build();

        try (McpSyncClient client = McpClient.sync(transport).build()) {
            InitializeResult initialized = client.initialize();
            assertThat(initialized.protocolVersion()).isEqualTo("2025-11-25");
            assertThat(initialized.serverInfo().name()).isEqualTo("crm");
            assertThat(initialized.instructions()).isEqualTo("Ask for batches.");

            assertThat(client.listTools().tools()).extracting(Tool::name).containsExactly("create-batch", "get-batch");

            CallToolResult called = client.callTool(request(Map.of("batch_id", "b1")));
            assertThat(called.isError()).isNotEqualTo(true);
            assertThat(called.structuredContent()).isEqualTo(Map.of("id", "b1"));
            assertThat(((TextContent) called.content().getFirst()).text()).isEqualTo("{\"id\":\"b1\"}");

            CallToolResult wrong = client.callTool(request(Map.of("id", "b1")));
            assertThat(wrong.isError()).isTrue();
        }
    }

    @Test
    void readsResourcesAndGetsPrompts(Vertx vertx, @TempDir Path folder) throws Exception {
        ConformanceUpstream.start(vertx, folder);
        int port = RunningPortolan.serve(vertx, folder).port(Listener.Kind.MCP);
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(
                        "http://127.0.0.1:" + port)
                .endpoint("/mcp")
                .build();

        try (McpSyncClient client = McpClient.sync(transport).build()) {
            client.initialize();

            ReadResourceResult read = client.readResource(
                    ReadResourceRequest.builder("test://template/7/data").build());
            GetPromptResult got = client.getPrompt(GetPromptRequest.builder("test_prompt_with_arguments")
                    .arguments(Map.of("arg1", "a", "arg2", "b"))
                    .build());

            assertThat(client.listResources().resources()).hasSize(3);
            assertThat(client.listResourceTemplates().resourceTemplates()).hasSize(1);
            assertThat(client.listPrompts().prompts()).hasSize(4);
            assertThat(((TextResourceContents) read.contents().getFirst()).text())
                    .contains("Data for ID: 7");
            assertThat(((TextContent) got.messages().getFirst().content()).text())
                    .contains("arg1='a', arg2='b'");
        }
    }

    private static CallToolRequest request(Map<String, Object> arguments) {
        return CallToolRequest.builder("get-batch").arguments(arguments).build();
    }
}
