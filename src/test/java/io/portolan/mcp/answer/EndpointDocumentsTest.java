package io.portolan.mcp.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.Fixture;
import io.portolan.mcp.rpc.Revision;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpTool;
import io.portolan.plan.McpTool.Hints;
import io.portolan.plan.Parameters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class EndpointDocumentsTest {

    private static final Buffer ID = Buffer.buffer("1");
    private static final String TOOLS = "\"tools\":[{\"name\":\"create-batch\",\"description\":\"Does create-batch.\","
            + "\"inputSchema\":{\"type\":\"object\"}},"
            + "{\"name\":\"get-batch\",\"description\":\"Does get-batch.\",\"inputSchema\":{\"type\":\"object\",\"properties\":"
            + "{\"batch_id\":{\"type\":\"string\"}},\"required\":[\"batch_id\"],\"additionalProperties\":false},"
            + "\"annotations\":{\"readOnlyHint\":true,\"destructiveHint\":false,\"idempotentHint\":true}}]";

    private final EndpointDocuments documents = new EndpointDocuments(Fixture.ENDPOINT, false, Fixture.STYLE);

    @Test
    void listsToolsByNameForAClientWithoutHandshake() {
        assertThat(documents.tools(ID, Revision.V2026_07_28, null).json())
                .hasToString("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{" + TOOLS
                        + ",\"ttlMs\":60000,\"cacheScope\":\"public\","
                        + "\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"crm\","
                        + "\"version\":\"1.2.3\"}}}}");
    }

    @Test
    void listsToolsByNameForAnOldClient() {
        assertThat(documents.tools(ID, Revision.V2025_03_26, null).json())
                .hasToString("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{" + TOOLS + "}}");
    }

    @Test
    void listsTheSameBytesForEachCall() {
        assertThat(documents.tools(ID, Revision.V2026_07_28, null))
                .isEqualTo(documents.tools(ID, Revision.V2026_07_28, null));
        assertThat(new EndpointDocuments(Fixture.ENDPOINT, false, Fixture.STYLE).tools(ID, Revision.V2025_11_25, null))
                .isEqualTo(documents.tools(ID, Revision.V2025_11_25, null));
    }

    @Test
    void listsAThousandToolsOnOnePage() {
        TreeMap<String, McpTool> tools = new TreeMap<>();
        for (int index = 0; index < 1000; index++) {
            tools.put("tool-" + index, Fixture.GET_BATCH);
        }
        EndpointDocuments many =
                new EndpointDocuments(new McpEndpoint("/mcp", "all", null, tools), false, Fixture.STYLE);

        JsonObject result =
                many.tools(ID, Revision.V2026_07_28, null).json().toJsonObject().getJsonObject("result");

        assertThat(result.getJsonArray("tools")).hasSize(1000);
        assertThat(result.getJsonArray("tools").stream().map(tool -> ((JsonObject) tool).getString("name")))
                .containsExactlyElementsOf(tools.keySet());
        assertThat(result.containsKey("nextCursor")).isFalse();
    }

    @Test
    void keepsTheSchemaVerbatimAndEscapesTheRest() {
        String schema =
                "{ \"$schema\" : \"https://json-schema.org/draft/2020-12/schema\", \"type\":\"object\", \"$defs\":{} }";
        McpTool tool = new McpTool(
                "crm",
                "t",
                "A \"title\"",
                "Line one.\nLine two: \\ é",
                Fixture.GET_BATCH.flow(),
                new Parameters(List.of(), null),
                schema,
                new Hints(null, null, null, true),
                null);

        String list = new EndpointDocuments(Fixture.endpoint("/mcp", tool), false, Fixture.STYLE)
                .tools(ID, Revision.V2025_11_25, null)
                .json()
                .toString();

        assertThat(list)
                .contains(
                        "{\"name\":\"t\",\"title\":\"A \\\"title\\\"\",\"description\":\"Line one.\\nLine two: \\\\ é\","
                                + "\"inputSchema\":" + schema
                                + ",\"annotations\":{\"title\":\"A \\\"title\\\"\",\"openWorldHint\":true}}");
    }

    @Test
    void needsNeitherToolsNorInstructions() {
        EndpointDocuments empty =
                new EndpointDocuments(new McpEndpoint("/mcp", "empty", null, new TreeMap<>()), false, Fixture.STYLE);

        assertThat(empty.tools(ID, Revision.V2025_11_25, null).json())
                .hasToString("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[]}}");
        assertThat(empty.initialization(ID, Revision.V2025_06_18, false).json().toString())
                .doesNotContain("instructions");
    }
}
