package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What files of the wild do to queries, headers and bodies. */
@ExtendWith(VertxExtension.class)
final class AnomalyParametersTest {

    @TempDir
    private Path folder;

    private Anomaly serve(Vertx vertx, String name) {
        return Anomaly.serve(vertx, folder, name);
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

        assertThat(file.get("/v1/feeds?tags=a%2Cb&tags=c&%24select=x&%24select=y%2Cz&ids%5B%5D=1&ids%5B%5D=2"))
                .isEqualTo("GET /feeds?$select=x,y%2Cz&tags=a%2Cb&tags=c&ids%5B%5D=1&ids%5B%5D=2");
        assertThat(file.tool("millrace-feeds-mcp", "list-feeds", "{\"$select\":[\"x\",\"y\"],\"tags\":[\"a\",2]}"))
                .isEqualTo("GET /feeds?$select=x,y&tags=a&tags=2");
        assertThat(file.tool("millrace-feeds-mcp", "list-feeds", "{\"tags\":[]}"))
                .isEqualTo("GET /feeds");
    }

    @Test
    void anomaly08_namesThatAreNotPlain(Vertx vertx) {
        Anomaly file = serve(vertx, "08-odd-query-names").walked();

        assertThat(file.get("/v1/search?filter%5Bstate%5D=open&%40id=7&y=no&a.b=c&.proplist=name"))
                .isEqualTo("GET /search?filter%5Bstate%5D=open&a.b=c&%40id=7&.proplist=name&y=no");
        assertThat(file.get("/v1/search?ValidUntilDate%3C=2026-01-01&a%20b=1&a~neq=x"))
                .isEqualTo("GET /search?a~neq=x&ValidUntilDate%3C=2026-01-01&a%20b=1");
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

        assertThat(file.get("/v1/index")).isEqualTo("GET /index");
        assertThat(file.rest("GET", "/v1/index", "{\"q\":1}")).isEqualTo("GET /index {\"q\":1}");
        assertThat(file.rest("DELETE", "/v1/index/items?dry=true", "{}")).isEqualTo("DELETE /index/items?dry=true {}");
        assertThat(file.rest("DELETE", "/v1/index/items", null)).isEqualTo("DELETE /index/items");
        assertThat(file.tool("fernhill-index-mcp", "remove-items", "{\"dry\":false,\"body\":{\"ids\":[1]}}"))
                .isEqualTo("DELETE /index/items?dry=false {\"ids\":[1]}");
    }

    @Test
    void anomaly21_objectsInTheQuery(Vertx vertx) {
        Anomaly file = serve(vertx, "21-object-in-query").walked();

        assertThat(file.get("/v1/charges?created%5Bgte%5D=5&limit=1"))
                .isEqualTo("GET /charges?created%5Bgte%5D=5&limit=1");
        assertThat(file.tool("deepwell-charges-mcp", "list-charges", "{\"created\":{\"gte\":5,\"lt\":\"a b\"}}"))
                .isEqualTo("GET /charges?created%5Bgte%5D=5&created%5Blt%5D=a%20b");
    }

    @Test
    void anomaly23_argumentsOfAnotherOperation(Vertx vertx) {
        Anomaly file = serve(vertx, "23-with-of-another-operation").walked();

        assertThat(file.get("/v1/flights?origin=AMS")).isEqualTo("GET /flights?origin=AMS");
        assertThat(file.get("/v1/flights/KL1?fields=a")).isEqualTo("GET /flights/KL1?fields=a");
        assertThat(file.get("/v1/flights/KL1")).startsWith("0 requests; answered 400");
        assertThat(file.tool("crosswind-flights-mcp", "get-flight", "{\"flightNumber\":\"KL1\"}"))
                .startsWith("0 requests")
                .contains("fields");
        assertThat(file.problems()).anyMatch(line -> line.contains(": warning: ") && line.contains("flightNumber"));
    }
}
