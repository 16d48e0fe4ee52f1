package io.portolan.mcp;

import static io.portolan.mcp.Fixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.portolan.http.EdgeVerticle;
import io.portolan.options.PortolanOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

    private static CallToolRequest request(Map<String, Object> arguments) {
        return CallToolRequest.builder("get-batch").arguments(arguments).build();
    }
}
