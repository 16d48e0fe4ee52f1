package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What files of the wild lack, and hold too much of. */
@ExtendWith(VertxExtension.class)
final class AnomalyDocumentsTest {

    @TempDir
    private Path folder;

    private Anomaly serve(Vertx vertx, String name) {
        return Anomaly.serve(vertx, folder, name);
    }

    @Test
    void anomaly03_variableNobodyUses(Vertx vertx) {
        Recorder recorder = Recorder.start(vertx);
        String text = Folder.leading(Anomaly.text("03-unused-variable"), recorder.port());

        Anomaly file = Anomaly.serve(vertx, folder, recorder, text, key -> null).walked();

        assertThat(file.get("/v1/tiles?page=2")).isEqualTo("GET /tiles?page=2");
    }

    @Test
    void anomaly04_noAuthentication(Vertx vertx) {
        Anomaly file = serve(vertx, "04-no-authentication").walked();

        assertThat(file.get("/v1/tides?at=noon", "Authorization", "Bearer mine"))
                .isEqualTo("GET /tides?at=noon");
        assertThat(file.last().headers().contains("authorization")).isFalse();
    }

    @Test
    void anomaly05_emptyBaseUri(Vertx vertx) {
        Recorder recorder = Recorder.start(vertx);

        Anomaly file = Anomaly.serve(vertx, folder, recorder, Anomaly.text("05-empty-base-uri"), Variables::given);

        assertThat(file.tools("nohost-records-mcp")).hasSize(1);
        HttpResponse<Buffer> answer = file.portolan().get("/v1/records?q=1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.bodyAsJsonObject().getString("detail")).contains("upstreams.nohost-records.baseUri");
        assertThat(file.tool("nohost-records-mcp", "list-records", "{}"))
                .contains("isError\":true", "upstreams.nohost-records.baseUri");
    }

    @Test
    void anomaly11_cutByThePage(Vertx vertx) {
        String whole = Anomaly.text("04-no-authentication");
        Recorder recorder = Recorder.start(vertx);
        Folder.write(folder.resolve("sound.yaml"), Folder.leading(whole, recorder.port()));
        Folder.write(
                folder.resolve("cut.yaml"),
                Anomaly.text("10-post-without-body") + "\n# --- truncated at 32 KB (68 KB total) ---\n"
                        + "# Full source: https://example.org/pumps.yaml\n");

        Anomaly file = Anomaly.serve(vertx, folder, recorder, Variables::given).walkedBut("cut.yaml");

        assertThat(file.problems()).anyMatch(line -> line.contains("cut.yaml") && line.contains("cut"));
        assertThat(file.portolan()
                        .rest("POST", "/v1/pumps/p1/start")
                        .send()
                        .await()
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anomaly12_variablesInTheBaseUri(Vertx vertx) {
        Recorder recorder = Recorder.start(vertx);
        String text = Anomaly.text("12-variable-in-base-uri");

        Anomaly file = Anomaly.serve(vertx, folder, recorder, text, key -> switch (key) {
            case "SITEWORK_DESKS_SITEWORK_HOST" -> "127.0.0.1";
            case "SITEWORK_DESKS_PORT" -> String.valueOf(recorder.port());
            case "BASE_PATH" -> "t/1";
            default -> "key-" + key;
        });

        assertThat(file.get("/v1/desks?limit=1")).isEqualTo("GET /t/1/api/desks?limit=1");
    }

    @Test
    void anomaly12_variablesInTheBaseUriThatNobodySet(Vertx vertx) {
        String text = Anomaly.text("12-variable-in-base-uri");

        Anomaly file = Anomaly.serve(vertx, folder, Recorder.start(vertx), text, key -> null);

        HttpResponse<Buffer> answer = file.portolan().get("/v1/desks");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.bodyAsJsonObject().getString("detail")).contains("SITEWORK_DESKS_SITEWORK_HOST");
    }

    @Test
    void anomaly14_nobodyListens(Vertx vertx) {
        String text = Anomaly.text("14-nobody-listens").replace(":9\n", ":" + FreePort.find() + "\n");

        Anomaly file = Anomaly.serve(vertx, folder, Recorder.start(vertx), text, Variables::given);

        assertThat(file.portolan().get("/v1/ledgers").statusCode()).isEqualTo(502);
        assertThat(file.tool("ghostpier-ledger-mcp", "list-ledgers", "{}")).contains("isError\":true");
    }

    @Test
    void anomaly16_longToolNames(Vertx vertx) {
        Anomaly file = serve(vertx, "16-long-tool-names");

        List<String> names = file.tools("longacre-forms-mcp").stream()
                .map(tool -> tool.getString("name"))
                .toList();

        assertThat(names).hasSize(2).doesNotHaveDuplicates().allMatch(name -> name.length() <= 64);
        assertThat(names.stream()
                        .map(name -> file.tool("longacre-forms-mcp", name, name.isEmpty() ? "" : arguments(file, name)))
                        .toList())
                .containsExactlyInAnyOrder("GET /forms", "GET /forms/7");
    }

    private static String arguments(Anomaly file, String name) {
        JsonObject schema = file.tools("longacre-forms-mcp").stream()
                .filter(tool -> tool.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getJsonObject("inputSchema");
        return schema.containsKey("required") ? "{\"id\":\"7\"}" : "{}";
    }

    @Test
    void anomaly17_variableWithoutABind(Vertx vertx) {
        Anomaly file = serve(vertx, "17-variable-without-bind").walked();

        assertThat(file.get("/v1/users")).isEqualTo("GET /users");
        String pair =
                Base64.getEncoder().encodeToString("key-COBBLE_USER:key-COBBLE_PASS".getBytes(StandardCharsets.UTF_8));
        assertThat(file.last().headers().get("authorization")).isEqualTo("Basic " + pair);
    }

    @Test
    void anomaly18_htmlInDescriptions(Vertx vertx) {
        Anomaly file = serve(vertx, "18-html-in-descriptions").walked();

        String description = file.tools("marlowe-pages-mcp").getFirst().getString("description");
        assertThat(description).contains("Lists", "pages", "all").doesNotContain("''");
    }

    @Test
    void anomaly26_namespaceAndFileWithAColon(Vertx vertx) {
        Recorder recorder = Recorder.start(vertx);
        String text = Folder.leading(Anomaly.text("26-namespace-with-a-colon"), recorder.port());
        Folder.write(folder.resolve("urn:mirrormere.yaml"), text);

        Anomaly file = Anomaly.serve(vertx, folder, recorder, Variables::given).walked();

        assertThat(file.get("/v1/sizes?width=1")).isEqualTo("GET /sizes?width=1");
        assertThat(file.portolan().control("/metrics").statusCode()).isEqualTo(200);
    }
}
