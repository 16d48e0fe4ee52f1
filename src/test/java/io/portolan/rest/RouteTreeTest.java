package io.portolan.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.rest.RouteTree.Found;
import io.portolan.rest.RouteTree.Malformed;
import io.portolan.rest.RouteTree.Nothing;
import io.portolan.rest.RouteTree.OtherMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTreeTest {

    private static final RouteTree<String> TREE = tree(
            "GET /",
            "GET /v1/batches",
            "POST /v1/batches",
            "GET /v1/batches/{id}",
            "DELETE /v1/batches/{id}",
            "GET /v1/batches/latest",
            "POST /v1/batches/{id}/cancel",
            "POST /v1/{kind}/{id}:cancel",
            "GET /v1/files/{id}.json",
            "GET /v1/files/{id}",
            "GET /v1/files/report-{id}.json",
            "GET /v2/{a}/x/{b}",
            "GET /v2/lit/y",
            "GET /v3/{name}@{version}.zip",
            "HEAD /v1/heads",
            "GET /v1/heads",
            "OPTIONS /v1/options",
            "GET /caf%C3%A9/{x}",
            "PURGE /v1/cache");

    @ParameterizedTest
    @CsvSource({
        "GET, /, GET /, ''",
        "GET, /v1/batches, GET /v1/batches, ''",
        "GET, /v1/batches/, GET /v1/batches, ''",
        "POST, /v1/batches, POST /v1/batches, ''",
        "GET, /v1/batches/b1, GET /v1/batches/{id}, b1",
        "GET, /v1/batches/b1/, GET /v1/batches/{id}, b1",
        "GET, /v1/batches/latest, GET /v1/batches/latest, ''",
        "GET, /v1/batches/latestx, GET /v1/batches/{id}, latestx",
        "GET, /v1/batches/Latest, GET /v1/batches/{id}, Latest",
        "DELETE, /v1/batches/latest, DELETE /v1/batches/{id}, latest",
        "POST, /v1/batches/latest/cancel, POST /v1/batches/{id}/cancel, latest",
        "POST, /v1/batches/b1:cancel, POST /v1/{kind}/{id}:cancel, batches b1",
        "GET, /v1/files/f1.json, GET /v1/files/{id}.json, f1",
        "GET, /v1/files/report-7.json, GET /v1/files/report-{id}.json, 7",
        "GET, /v1/files/.json, GET /v1/files/{id}, .json",
        "GET, /v1/files/f1.xml, GET /v1/files/{id}, f1.xml",
        "GET, /v2/lit/x/7, GET /v2/{a}/x/{b}, lit 7",
        "GET, /v2/lit/y, GET /v2/lit/y, ''",
        "GET, /v3/lib@1.2.zip, GET /v3/{name}@{version}.zip, lib 1.2",
        "HEAD, /v1/heads, HEAD /v1/heads, ''",
        "HEAD, /v1/batches, GET /v1/batches, ''",
        "OPTIONS, /v1/options, OPTIONS /v1/options, ''",
        "PURGE, /v1/cache, PURGE /v1/cache, ''",
        "GET, /v1/%62atches/b1, GET /v1/batches/{id}, b1",
        "GET, /caf%C3%A9/%C3%A9, GET /caf%C3%A9/{x}, é",
        "GET, /v1/batches/a%2Fb, GET /v1/batches/{id}, a/b",
        "GET, /v1/batches/a+b, GET /v1/batches/{id}, a+b",
        "GET, /v1/batches/%2e%2e, GET /v1/batches/{id}, ..",
        "GET, /v1/batches/100%25, GET /v1/batches/{id}, 100%",
    })
    void findsWhatServesAMethodAndPath(String method, String path, String route, String captures) {
        List<String> values = captures.isEmpty() ? List.of() : List.of(captures.split(" "));

        assertThat(TREE.lookup(method, path)).isEqualTo(new Found<>(route, values));
    }

    @ParameterizedTest
    @CsvSource({
        "/v3",
        "/v1",
        "/v1/batches/b1/cancel/now",
        "//",
        "/v1//batches",
        "/v1/batches//",
        "/V1/batches",
        "/v1/batches/b1/cancelx",
        "/v1/%zztches",
        "*",
        "v1/batches",
    })
    void findsNothingWhereNothingIsServed(String path) {
        assertThat(TREE.lookup("GET", path)).isEqualTo(new Nothing<>());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/batches, GET HEAD OPTIONS POST",
        "OPTIONS, /v1/batches, GET HEAD OPTIONS POST",
        "PUT, /v1/batches/b1, DELETE GET HEAD OPTIONS",
        "PUT, /v1/batches/latest, DELETE GET HEAD OPTIONS",
        "GET, /v1/batches/b1/cancel, OPTIONS POST",
        "HEAD, /v1/batches/b1/cancel, OPTIONS POST",
        "get, /v1/batches, GET HEAD OPTIONS POST",
        "GET, /v1/options, OPTIONS",
    })
    void listsTheMethodsOfEveryRouteThePathFits(String method, String path, String allowed) {
        assertThat(TREE.lookup(method, path)).isEqualTo(new OtherMethods<>(new TreeSet<>(List.of(allowed.split(" ")))));
    }

    @ParameterizedTest
    @CsvSource({"%zz", "%4", "%", "a%C3", "%FF", "%ED%A0%80", "a%2", "é"})
    void refusesAValueThatIsNotPercentEncodedUtf8(String value) {
        assertThat(TREE.lookup("GET", "/v1/batches/" + value)).isEqualTo(new Malformed<>(value));
    }

    @Test
    void refusesTwoTargetsForOneMethodAndShape() {
        assertThatThrownBy(() -> tree("GET /a/{x}", "GET /a/{y}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GET /a/{y} (expected: one entry)");
    }

    @Test
    void costsTheSameAmongTenThousandRoutes() {
        RouteTree<String> small = namespaces(1);
        RouteTree<String> large = namespaces(1_000);
        nanosPerLookup(small, 1);
        nanosPerLookup(large, 1_000);

        double ratio = Stream.generate(() -> nanosPerLookup(large, 1_000) / nanosPerLookup(small, 1))
                .limit(5)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();

        assertThat(ratio).as("time among 10,000 routes against 10").isLessThan(5);
    }

    /** Ten routes a namespace, as the real files have them. */
    private static RouteTree<String> namespaces(int count) {
        List<String> routes = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String namespace = "/capability-" + index;
            for (String resource : List.of("batches", "jobs")) {
                routes.add("GET " + namespace + "/v1/" + resource);
                routes.add("POST " + namespace + "/v1/" + resource);
                routes.add("GET " + namespace + "/v1/" + resource + "/{id}");
                routes.add("POST " + namespace + "/v1/" + resource + "/{id}/cancel");
                routes.add("GET " + namespace + "/v1/" + resource + "/{id}/output");
            }
        }
        return tree(routes.toArray(String[]::new));
    }

    private static double nanosPerLookup(RouteTree<String> tree, int namespaces) {
        int rounds = 100_000;
        int found = 0;
        long begun = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            String path = "/capability-" + round % namespaces + "/v1/jobs/job_123/cancel";
            found += tree.lookup("POST", path) instanceof Found ? 1 : 0;
        }
        assertThat(found).isEqualTo(rounds);
        return (double) (System.nanoTime() - begun) / rounds;
    }

    private static RouteTree<String> tree(String... routes) {
        return new RouteTree<>(Stream.of(routes)
                .map(route -> new RouteTree.Entry<>(
                        route.substring(0, route.indexOf(' ')),
                        RestPlans.path(route.substring(route.indexOf(' ') + 1)),
                        route))
                .toList());
    }
}
