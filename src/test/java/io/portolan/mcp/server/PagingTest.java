package io.portolan.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.Client;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.FullEndpoint;
import io.portolan.mcp.list.CursorKey;
import io.portolan.mcp.rpc.Revision;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpTool;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagingTest {

    private static final McpEndpoint MANY = many(1000);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1000", "7, 143", "500, 2", "999, 2", "1000, 1", "5000, 1"})
    void givesEveryToolOnceWhateverThePageSize(int size, int pages) throws Exception {
        Client client = client(MANY, size, Revision.V2026_07_28);
        List<String> names = new ArrayList<>();
        int count = 0;

        for (String cursor = ""; cursor != null; count++) {
            JsonObject page = client.result("tools/list", "'cursor':'" + cursor + "'");
            page.getJsonArray("tools").forEach(tool -> names.add(((JsonObject) tool).getString("name")));
            cursor = page.getString("nextCursor");
            assertThat(page.getInteger("ttlMs")).isEqualTo(60_000);
            assertThat(page.getString("cacheScope")).isEqualTo("public");
        }

        assertThat(names).containsExactlyElementsOf(MANY.tools().keySet());
        assertThat(count).isEqualTo(pages);
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void listsAThousandToolsInOnePageUnlessToldOtherwise(Revision revision) throws Exception {
        JsonObject result = Client.of(
                        MANY, (namespace, invocation) -> Future.failedFuture("-"), PortolanOptions.defaults(), revision)
                .result("tools/list", "");

        assertThat(result.getJsonArray("tools")).hasSize(1000);
        assertThat(result.containsKey("nextCursor")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/list", "resources/list", "resources/templates/list", "prompts/list"})
    void pagesEveryList(String method) throws Exception {
        Client client = client(FullEndpoint.ENDPOINT, 1, Revision.V2025_11_25);

        JsonObject first = client.result(method, "");
        JsonObject second = client.result(method, "'cursor':'" + first.getString("nextCursor") + "'");

        assertThat(first.fieldNames()).hasSize(2);
        assertThat(second).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'x'", "'AAAAAAAAAAAAAAAAAAAAAAAAAAA'", "5", "{}", "'AAAABwAAAAAAAAAAAAAAAAAAAAA'", "true"})
    void refusesACursorItNeverGave(String cursor) throws Exception {
        Client client = client(MANY, 7, Revision.V2026_07_28);

        assertThat(client.error("tools/list", "'cursor':" + cursor).getInteger("code"))
                .isEqualTo(-32602);
    }

    @Test
    void refusesACursorThatWasChanged() throws Exception {
        Client client = client(MANY, 7, Revision.V2026_07_28);
        byte[] cursor =
                Base64.getUrlDecoder().decode(client.result("tools/list", "").getString("nextCursor"));

        for (int index = 0; index < cursor.length; index++) {
            byte[] changed = cursor.clone();
            changed[index] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(client.error("tools/list", "'cursor':'" + text + "'").getInteger("code"))
                    .isEqualTo(-32602);
        }
    }

    @Test
    void refusesACursorOfAnotherList() throws Exception {
        String cursor =
                client(MANY, 7, Revision.V2026_07_28).result("tools/list", "").getString("nextCursor");

        JsonObject error = client(many(999), 7, Revision.V2026_07_28).error("tools/list", "'cursor':'" + cursor + "'");

        assertThat(error.getString("message")).contains("the list has changed since");
    }

    @Test
    void signsWithAKeyOfItsOwn() {
        byte[] message = {1, 2, 3};
        CursorKey key = CursorKey.random();

        assertThat(key.sign(message)).hasSize(32).isEqualTo(key.sign(message));
        assertThat(CursorKey.random().sign(message)).isNotEqualTo(key.sign(message));
    }

    private static Client client(McpEndpoint endpoint, int size, Revision revision) {
        McpOptions mcp = McpOptions.defaults();
        PortolanOptions options =
                PortolanOptions.defaults().withMcp(mcp.withLimits(mcp.limits().withPageSize(size)));
        return Client.of(endpoint, (namespace, invocation) -> Future.failedFuture("-"), options, revision);
    }

    private static McpEndpoint many(int count) {
        TreeMap<String, McpTool> tools = new TreeMap<>();
        for (int index = 0; index < count; index++) {
            tools.put("tool-" + index, Fixture.GET_BATCH);
        }
        return new McpEndpoint("/mcp", "many", null, tools);
    }
}
