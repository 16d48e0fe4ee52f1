package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What files of the wild do to paths, queries, headers and bodies; the numbers are those of the list of anomalies in the
 * notes on the format.
 */
@ExtendWith(VertxExtension.class)
final class AnomalyRequestsTest {

    @TempDir
    private Path folder;

    private Anomaly serve(Vertx vertx, String name) {
        return Anomaly.serve(vertx, folder, name);
    }

    @Test
    void anomaly01_placeholdersSpelledDifferently(Vertx vertx) {
        Anomaly file = serve(vertx, "01-spelling-of-placeholders").walked();

        file.arrives("""
                GET /harborline-berths-rest/v1/berths/A%2F7/jobs/j%201     -> GET /berths/A%2F7/jobs/j%201
                GET /v1/berths/b7                                          -> GET /berths/b7
                GET /v1/ports/NLRTM/quays/12                               -> GET /ports/NLRTM/quays/12
                harborline-berths-mcp get-quay {"quayNo":3,"portCode":"x"} -> GET /ports/x/quays/3
                """);
    }

    @Test
    void anomaly02_placeholdersNobodyDeclared(Vertx vertx) {
        Anomaly file = serve(vertx, "02-undeclared-placeholders").walked();

        file.arrives("""
                GET /v1/letters/l1/pages/p2                                   -> GET /letters/l1/pages/p2
                GET /v1/letters/l1?limit=5                                    -> GET /letters/l1?limit=5
                POST /v1/letters/l1/seal {"wax": 1}                           -> POST /letters/l1/seal {"wax": 1}
                quillpost-letters-mcp get-page {"letterId":"a","page_no":"b"} -> GET /letters/a/pages/b
                """);

        assertThat(file.problems()).anyMatch(line -> line.contains(": note: ") && line.contains("letterId"));
    }

    @Test
    void anomaly06_headersAmongTheParameters(Vertx vertx) {
        Anomaly file = serve(vertx, "06-header-parameters").walked();

        assertThat(file.get("/v1/mails", "X-Tenant-Id", "t1", "If-Match", "\"x\"", "Authorization", "Bearer mine"))
                .isEqualTo("GET /mails");
        assertThat(file.last().headers().getAll("x-tenant-id")).containsExactly("t1");
        assertThat(file.last().headers().getAll("if-match")).containsExactly("\"x\"");
        assertThat(file.last().headers().getAll("authorization")).containsExactly("Bearer key-LANTERNFISH_API_KEY");
        assertThat(file.last().headers().get("host")).startsWith("127.0.0.1:");

        assertThat(file.get("/v1/mails?X-Tenant-Id=t2")).isEqualTo("GET /mails");
        assertThat(file.last().headers().getAll("x-tenant-id")).containsExactly("t2");
    }

    @Test
    void anomaly07_arraysInTheQuery(Vertx vertx) {
        Anomaly file = serve(vertx, "07-arrays-in-query").walked();

        file.arrives("""
                GET /v1/feeds?tags=a%2Cb&tags=c&%24select=x&%24select=y%2Cz&ids%5B%5D=1&ids%5B%5D=2
                    -> GET /feeds?$select=x,y%2Cz&tags=a%2Cb&tags=c&ids%5B%5D=1&ids%5B%5D=2
                millrace-feeds-mcp list-feeds {"$select":["x","y"],"tags":["a",2]}
                    -> GET /feeds?$select=x,y&tags=a&tags=2
                millrace-feeds-mcp list-feeds {"tags":[]} -> GET /feeds
                """);
    }

    @Test
    void anomaly08_namesThatAreNotPlain(Vertx vertx) {
        Anomaly file = serve(vertx, "08-odd-query-names").walked();

        file.arrives("""
                GET /v1/search?filter%5Bstate%5D=open&%40id=7&y=no&a.b=c&.proplist=name
                    -> GET /search?filter%5Bstate%5D=open&a.b=c&%40id=7&.proplist=name&y=no
                GET /v1/search?ValidUntilDate%3C=2026-01-01&a%20b=1&a~neq=x
                    -> GET /search?a~neq=x&ValidUntilDate%3C=2026-01-01&a%20b=1
                """);
    }

    @Test
    void anomaly09_literalsThatAreNotPlain(Vertx vertx) {
        Anomaly file = serve(vertx, "09-odd-path-literals").walked();

        file.arrives("""
                GET /v1/users/count           -> GET /users/$count
                GET /v1/reports/getusage-period-period-kind-kind?period=D%277&kind=a%2Fb
                    -> GET /reports/getUsage(period='D%277',kind=a%2Fb)
                GET /v1/invoice-items/7       -> GET /Invoice%20Items/7
                GET /v1/me/notes-latest-first -> GET /@me/notes:latest,first/a;b
                """);
    }

    @Test
    void anomaly10_noBody(Vertx vertx) {
        Anomaly file = serve(vertx, "10-post-without-body").walked();

        assertThat(file.rest("POST", "/v1/pumps/p1/start", null)).isEqualTo("POST /pumps/p1/start");
        assertThat(file.last().headers().get("content-length")).isEqualTo("0");
        assertThat(file.last().headers().contains("content-type")).isFalse();
        assertThat(file.rest("PUT", "/v1/pumps/p1", "{\"a\":1}")).startsWith("0 requests; answered 4");
    }

    @Test
    void anomaly13_bodyOnGetAndDelete(Vertx vertx) {
        Anomaly file = serve(vertx, "13-body-on-get-and-delete").walked();

        file.arrives("""
                GET /v1/index                      -> GET /index
                GET /v1/index {"q":1}              -> GET /index {"q":1}
                DELETE /v1/index/items?dry=true {} -> DELETE /index/items?dry=true {}
                DELETE /v1/index/items             -> DELETE /index/items
                fernhill-index-mcp remove-items {"dry":false,"body":{"ids":[1]}}
                    -> DELETE /index/items?dry=false {"ids":[1]}
                """);
    }

    @Test
    void anomaly15_placeholdersInsideASegment(Vertx vertx) {
        Anomaly file = serve(vertx, "15-placeholder-inside-a-segment").walked();

        file.arrives("""
                POST /v1/sheets/sheetid-copyto?sheetId=s%2F1 {} -> POST /sheets/s%2F1:copyTo {}
                GET /v1/customers/customer-id-json?id=7         -> GET /customers/7.json
                GET /v1/products-key?key=k%27                   -> GET /Products('k%27')
                GET /v1/v-version/ping?version=2                -> GET /v2/ping
                sheetmill-sheets-mcp get-product {"key":"a b"}  -> GET /Products('a%20b')
                """);
    }

    @Test
    void anomaly19_oneNameForSeveralOperations(Vertx vertx) {
        Anomaly file = serve(vertx, "19-one-name-for-several-operations").walked();

        file.arrives("""
                GET /v1/api-keys?page=2                    -> GET /api-keys?page=2
                POST /v1/api-keys {"a":1}                  -> POST /api-keys {"a":1}
                GET /v1/api-keys/k1                        -> GET /api-keys/k1
                POST /v1/api-keys/k1/rotate                -> POST /api-keys/k1/rotate
                GET /v1/api-keys/usage?from=now            -> GET /api-keys/usage?from=now
                portside-keys-mcp get-usage {"from":"x"}   -> GET /api-keys/usage?from=x
                portside-keys-mcp rotate-key {"keyId":"x"} -> POST /api-keys/x/rotate
                """);
    }

    @Test
    void anomaly20_queriesAndFragmentsInPaths(Vertx vertx) {
        Anomaly file = serve(vertx, "20-query-and-fragment-in-path").walked();

        file.arrives("""
                GET /cloudmere-queue-rest/v1?Version=2012 -> GET /?Version=2012&Action=ListQueues
                GET /v1/b1                                -> GET /b1?acl
                POST /v1/create-backup {}                 -> POST / {}
                POST /v1/users?notify=true {}             -> POST /users?notify=true&tempPassword=false {}
                """);
    }

    @Test
    void anomaly21_objectsInTheQuery(Vertx vertx) {
        Anomaly file = serve(vertx, "21-object-in-query").walked();

        file.arrives("""
                GET /v1/charges?created%5Bgte%5D=5&limit=1 -> GET /charges?created%5Bgte%5D=5&limit=1
                deepwell-charges-mcp list-charges {"created":{"gte":5,"lt":"a b"}}
                    -> GET /charges?created%5Bgte%5D=5&created%5Blt%5D=a%20b
                """);
    }

    @Test
    void anomaly22_slashesTooMany(Vertx vertx) {
        Anomaly file = serve(vertx, "22-slashes").walked();

        file.arrives("""
                GET /v1/nodes/                          -> GET /v1/nodes/
                GET /v1/nodes                           -> GET /v1/nodes/
                GET /slashburn-nodes-rest/v1//nodes//n1 -> GET /v1//nodes//n1
                GET /slashburn-nodes-rest/              -> GET /v1/
                GET /v1/v1/items                        -> GET /v1/v1/items
                """);
    }

    @Test
    void anomaly23_argumentsOfAnotherOperation(Vertx vertx) {
        Anomaly file = serve(vertx, "23-with-of-another-operation").walked();

        file.arrives("""
                GET /v1/flights?origin=AMS   -> GET /flights?origin=AMS
                GET /v1/flights/KL1?fields=a -> GET /flights/KL1?fields=a
                GET /v1/flights/KL1          -> 0 requests; answered 400...
                """);

        assertThat(file.tool("crosswind-flights-mcp", "get-flight", "{\"flightNumber\":\"KL1\"}"))
                .startsWith("0 requests")
                .contains("fields");
        assertThat(file.problems()).anyMatch(line -> line.contains(": warning: ") && line.contains("flightNumber"));
    }

    @Test
    void anomaly24_oneRouteTwice(Vertx vertx) {
        Anomaly file = serve(vertx, "24-same-route-twice");

        file.arrives("""
                GET /v1/wraps?page=1                                -> GET /wraps?page=1
                doubleday-wraps-mcp list-wraps-again {"cursor":"c"} -> GET /v2/wraps?cursor=c
                """);

        assertThat(file.problems()).anyMatch(line -> line.contains("is exposed before by this adapter"));
    }

    @Test
    void anomaly25_literalBesidePlaceholder(Vertx vertx) {
        Anomaly file = serve(vertx, "25-literal-beside-placeholder").walked();

        file.arrives("""
                GET /v1/users/me               -> GET /users/me
                GET /v1/users/you              -> GET /users/you
                GET /v1/users/me/posts/p1      -> GET /users/me/posts/p1
                GET /v1/users/you/posts/latest -> GET /users/you/posts/latest
                """);
    }

    @Test
    void anomaly26_namesThatClash(Vertx vertx) {
        Anomaly file = serve(vertx, "26-names-that-clash").walked();

        file.arrives("""
                GET /v1/objects/o1/versions?id=v7               -> GET /objects/o1/versions?id=v7
                GET /v1/files/a%2Fb                             -> GET /files/a/b
                GET /v1/files/a%2F..%2Fb                        -> 0 requests; answered 400...
                mirrormere-objects-mcp list-copies {"name":"n"} -> GET /objects/n/copies/n
                """);

        assertThat(file.get("/v1/sizes?width=1&Width=2"))
                .isIn("GET /sizes?Width=2&width=1", "GET /sizes?width=1&Width=2");
    }
}
