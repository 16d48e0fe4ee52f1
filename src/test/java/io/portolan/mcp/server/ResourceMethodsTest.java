package io.portolan.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.Client;
import io.portolan.mcp.rpc.Revision;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceMethodsTest {

    private final Client modern = Client.of(Revision.V2026_07_28);
    private final Client legacy = Client.of(Revision.V2025_11_25);

    @Test
    void listsResourcesAndTheFilesOfFoldersByUri() throws Exception {
        JsonArray resources = modern.result("resources/list", "").getJsonArray("resources");

        assertThat(resources.stream().map(one -> ((JsonObject) one).getString("uri")))
                .containsExactly(
                        "crm://blob",
                        "crm://broken",
                        "crm://gone",
                        "crm://latest",
                        "crm://slow",
                        "docs://files/dot.png",
                        "docs://files/readme.md",
                        "docs://files/sub/a%20note.txt",
                        "docs://files/trip.md");
        assertThat(resources.getJsonObject(6).encode())
                .isEqualTo("{\"uri\":\"docs://files/readme.md\",\"name\":\"readme.md\","
                        + "\"description\":\"What is written down.\","
                        + "\"mimeType\":\"text/markdown; charset=utf-8\",\"size\":26}");
    }

    @Test
    void listsTemplates() throws Exception {
        JsonArray templates = legacy.result("resources/templates/list", "").getJsonArray("resourceTemplates");

        assertThat(templates.getJsonObject(0).encode())
                .isEqualTo("{\"uriTemplate\":\"crm://batches/{batch_id}/data\",\"name\":\"data\","
                        + "\"description\":\"Of a batch.\",\"mimeType\":\"application/json\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "crm://latest | application/octet-stream-not | text | latest",
                "crm://blob | image/png | blob | bGF0ZXN0",
                "crm://batches/b%201/data | application/json | text | {\"id\":\"b 1\"}",
                "docs://files/readme.md | text/markdown; charset=utf-8 | text | # Read me",
                "docs://files/sub/a%20note.txt | text/plain; charset=utf-8 | text | deep",
                "docs://files/dot.png | image/png | blob | iVBORw0KGgoA",
            })
    void readsTextAsTextAndTheRestAsABlob(String uri, String type, String member, String content) throws Exception {
        JsonObject result = modern.result("resources/read", "'uri':'" + uri + "'");

        JsonObject one = result.getJsonArray("contents").getJsonObject(0);
        assertThat(result.getJsonArray("contents")).hasSize(1);
        assertThat(one.getString("uri")).isEqualTo(uri);
        assertThat(one.getString("mimeType")).isEqualTo(type.endsWith("-not") ? "text/plain" : type);
        assertThat(one.getString(member)).startsWith(content);
        assertThat(one.fieldNames()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm://nothing",
                "crm://gone",
                "docs://files",
                "docs://files/",
                "docs://files/none.md",
                "docs://files/sub",
                "docs://files/../outside.txt",
                "docs://files/%2e%2e/outside.txt",
                "docs://files/..%2foutside.txt",
                "docs://files/sub/../readme.md",
                "docs://files//readme.md",
                "docs://files/.secret",
                "docs://files/%00",
                "docs://files/%zz",
                "docs://files/%2Fetc%2Fpasswd",
                "crm://batches/a/b/data",
                "",
            })
    void doesNotFindWhatIsNotServed(String uri) throws Exception {
        JsonObject now = modern.error("resources/read", "'uri':'" + uri + "'");
        JsonObject before = legacy.error("resources/read", "'uri':'" + uri + "'");

        assertThat(now.getInteger("code")).isEqualTo(-32602);
        assertThat(now.getJsonObject("data")).isEqualTo(new JsonObject().put("uri", uri));
        assertThat(before.getInteger("code")).isEqualTo(-32002);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'uri':'crm://broken' | -32603 | resource 'crm://broken': the upstream answered 500 (expected: 200)",
                "'uri':'crm://slow' | -32603 | resource 'crm://slow': took too long",
                "'uri':'crm://flags/maybe' | -32602 | uri 'crm://flags/maybe': batch_id: expected true or false, got 'maybe'",
                "'uri':5 | -32602 | params.uri: missing or not a string (expected: a URI)",
                "'x':5 | -32602 | params.uri: missing or not a string (expected: a URI)",
            })
    void saysWhyAResourceCannotBeRead(String params, int code, String message) throws Exception {
        JsonObject error = modern.error("resources/read", params);

        assertThat(error.getInteger("code")).isEqualTo(code);
        assertThat(error.getString("message")).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resources/subscribe", "resources/unsubscribe"})
    void acknowledgesSubscriptionsOfOldClientsToWhatIsThere(String method) throws Exception {
        assertThat(legacy.result(method, "'uri':'crm://latest'")).isEqualTo(new JsonObject());
        assertThat(legacy.error(method, "'uri':'crm://none'").getInteger("code"))
                .isEqualTo(-32002);
        assertThat(modern.ask(method, "'uri':'crm://latest'").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void saysOnlyClientsWithoutHandshakeHowLongToKeepIt(Revision revision) throws Exception {
        for (String uri : List.of("crm://latest", "docs://files/readme.md")) {
            JsonObject result = Client.of(revision).result("resources/read", "'uri':'" + uri + "'");

            assertThat(result.containsKey("ttlMs")).isEqualTo(revision.modern());
            assertThat(result.containsKey("cacheScope")).isEqualTo(revision.modern());
            assertThat(result.containsKey("resultType")).isEqualTo(revision.modern());
        }
    }
}
