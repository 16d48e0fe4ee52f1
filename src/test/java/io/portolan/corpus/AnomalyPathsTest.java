package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What files of the wild do to paths; the numbers are those of the list of anomalies in the notes on the format. */
@ExtendWith(VertxExtension.class)
final class AnomalyPathsTest {

    @TempDir
    private Path folder;

    private Anomaly serve(Vertx vertx, String name) {
        return Anomaly.serve(vertx, folder, name);
    }

    @Test
    void anomaly01_placeholdersSpelledDifferently(Vertx vertx) {
        Anomaly file = serve(vertx, "01-spelling-of-placeholders").walked();

        assertThat(file.get("/harborline-berths-rest/v1/berths/A%2F7/jobs/j%201"))
                .isEqualTo("GET /berths/A%2F7/jobs/j%201");
        assertThat(file.get("/v1/berths/b7")).isEqualTo("GET /berths/b7");
        assertThat(file.get("/v1/ports/NLRTM/quays/12")).isEqualTo("GET /ports/NLRTM/quays/12");
        assertThat(file.tool("harborline-berths-mcp", "get-quay", "{\"quayNo\":3,\"portCode\":\"x\"}"))
                .isEqualTo("GET /ports/x/quays/3");
    }

    @Test
    void anomaly02_placeholdersNobodyDeclared(Vertx vertx) {
        Anomaly file = serve(vertx, "02-undeclared-placeholders").walked();

        assertThat(file.get("/v1/letters/l1/pages/p2")).isEqualTo("GET /letters/l1/pages/p2");
        assertThat(file.get("/v1/letters/l1?limit=5")).isEqualTo("GET /letters/l1?limit=5");
        assertThat(file.rest("POST", "/v1/letters/l1/seal", "{\"wax\": 1}"))
                .isEqualTo("POST /letters/l1/seal {\"wax\": 1}");
        assertThat(file.tool("quillpost-letters-mcp", "get-page", "{\"letterId\":\"a\",\"page_no\":\"b\"}"))
                .isEqualTo("GET /letters/a/pages/b");
        assertThat(file.problems()).anyMatch(line -> line.contains(": note: ") && line.contains("letterId"));
    }

    @Test
    void anomaly09_literalsThatAreNotPlain(Vertx vertx) {
        Anomaly file = serve(vertx, "09-odd-path-literals").walked();

        assertThat(file.get("/v1/users/count")).isEqualTo("GET /users/$count");
        assertThat(file.get("/v1/reports/getusage-period-period-kind-kind?period=D%277&kind=a%2Fb"))
                .isEqualTo("GET /reports/getUsage(period='D%277',kind=a%2Fb)");
        assertThat(file.get("/v1/invoice-items/7")).isEqualTo("GET /Invoice%20Items/7");
        assertThat(file.get("/v1/me/notes-latest-first")).isEqualTo("GET /@me/notes:latest,first/a;b");
    }

    @Test
    void anomaly15_placeholdersInsideASegment(Vertx vertx) {
        Anomaly file = serve(vertx, "15-placeholder-inside-a-segment").walked();

        assertThat(file.rest("POST", "/v1/sheets/sheetid-copyto?sheetId=s%2F1", "{}"))
                .isEqualTo("POST /sheets/s%2F1:copyTo {}");
        assertThat(file.get("/v1/customers/customer-id-json?id=7")).isEqualTo("GET /customers/7.json");
        assertThat(file.get("/v1/products-key?key=k%27")).isEqualTo("GET /Products('k%27')");
        assertThat(file.get("/v1/v-version/ping?version=2")).isEqualTo("GET /v2/ping");
        assertThat(file.tool("sheetmill-sheets-mcp", "get-product", "{\"key\":\"a b\"}"))
                .isEqualTo("GET /Products('a%20b')");
    }

    @Test
    void anomaly19_oneNameForSeveralOperations(Vertx vertx) {
        Anomaly file = serve(vertx, "19-one-name-for-several-operations").walked();

        assertThat(file.get("/v1/api-keys?page=2")).isEqualTo("GET /api-keys?page=2");
        assertThat(file.rest("POST", "/v1/api-keys", "{\"a\":1}")).isEqualTo("POST /api-keys {\"a\":1}");
        assertThat(file.get("/v1/api-keys/k1")).isEqualTo("GET /api-keys/k1");
        assertThat(file.rest("POST", "/v1/api-keys/k1/rotate", null)).isEqualTo("POST /api-keys/k1/rotate");
        assertThat(file.get("/v1/api-keys/usage?from=now")).isEqualTo("GET /api-keys/usage?from=now");
        assertThat(file.tool("portside-keys-mcp", "get-usage", "{\"from\":\"x\"}"))
                .isEqualTo("GET /api-keys/usage?from=x");
        assertThat(file.tool("portside-keys-mcp", "rotate-key", "{\"keyId\":\"x\"}"))
                .isEqualTo("POST /api-keys/x/rotate");
    }

    @Test
    void anomaly20_queriesAndFragmentsInPaths(Vertx vertx) {
        Anomaly file = serve(vertx, "20-query-and-fragment-in-path").walked();

        assertThat(file.get("/cloudmere-queue-rest/v1?Version=2012")).isEqualTo("GET /?Version=2012&Action=ListQueues");
        assertThat(file.get("/v1/b1")).isEqualTo("GET /b1?acl");
        assertThat(file.rest("POST", "/v1/create-backup", "{}")).isEqualTo("POST / {}");
        assertThat(file.rest("POST", "/v1/users?notify=true", "{}"))
                .isEqualTo("POST /users?notify=true&tempPassword=false {}");
    }

    @Test
    void anomaly22_slashesTooMany(Vertx vertx) {
        Anomaly file = serve(vertx, "22-slashes").walked();

        assertThat(file.get("/v1/nodes/")).isEqualTo("GET /v1/nodes/");
        assertThat(file.get("/v1/nodes")).isEqualTo("GET /v1/nodes/");
        assertThat(file.get("/slashburn-nodes-rest/v1//nodes//n1")).isEqualTo("GET /v1//nodes//n1");
        assertThat(file.get("/slashburn-nodes-rest/")).isEqualTo("GET /v1/");
        assertThat(file.get("/v1/v1/items")).isEqualTo("GET /v1/v1/items");
    }

    @Test
    void anomaly24_oneRouteTwice(Vertx vertx) {
        Anomaly file = serve(vertx, "24-same-route-twice");

        assertThat(file.get("/v1/wraps?page=1")).isEqualTo("GET /wraps?page=1");
        assertThat(file.tool("doubleday-wraps-mcp", "list-wraps-again", "{\"cursor\":\"c\"}"))
                .isEqualTo("GET /v2/wraps?cursor=c");
        assertThat(file.problems()).anyMatch(line -> line.contains("is exposed before by this adapter"));
    }

    @Test
    void anomaly25_literalBesidePlaceholder(Vertx vertx) {
        Anomaly file = serve(vertx, "25-literal-beside-placeholder").walked();

        assertThat(file.get("/v1/users/me")).isEqualTo("GET /users/me");
        assertThat(file.get("/v1/users/you")).isEqualTo("GET /users/you");
        assertThat(file.get("/v1/users/me/posts/p1")).isEqualTo("GET /users/me/posts/p1");
        assertThat(file.get("/v1/users/you/posts/latest")).isEqualTo("GET /users/you/posts/latest");
    }

    @Test
    void anomaly26_namesThatClash(Vertx vertx) {
        Anomaly file = serve(vertx, "26-names-that-clash").walked();

        assertThat(file.get("/v1/objects/o1/versions?id=v7")).isEqualTo("GET /objects/o1/versions?id=v7");
        assertThat(file.get("/v1/files/a%2Fb")).isEqualTo("GET /files/a/b");
        assertThat(file.get("/v1/files/a%2F..%2Fb")).startsWith("0 requests; answered 400");
        assertThat(file.get("/v1/sizes?width=1&Width=2"))
                .isIn("GET /sizes?Width=2&width=1", "GET /sizes?width=1&Width=2");
        assertThat(file.tool("mirrormere-objects-mcp", "list-copies", "{\"name\":\"n\"}"))
                .isEqualTo("GET /objects/n/copies/n");
    }
}
