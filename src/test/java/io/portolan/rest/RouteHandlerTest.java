package io.portolan.rest;

import static io.portolan.rest.RestPlans.header;
import static io.portolan.rest.RestPlans.operation;
import static io.portolan.rest.RestPlans.path;
import static io.portolan.rest.RestPlans.query;
import static io.portolan.rest.RestPlans.required;
import static io.portolan.rest.RestPlans.route;
import static io.portolan.rest.RestPlans.server;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.bus.stream.Streams;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.plan.Flow;
import io.portolan.plan.RestOperation;
import io.portolan.testing.Plans;
import io.portolan.testing.RawHttp;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
final class RouteHandlerTest {

    @Test
    void turnsARequestIntoAnInvocation(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(
                vertx,
                server(route(operation(
                        "GET",
                        "/batches/{id}",
                        query("limit", ValueType.INTEGER),
                        query("tags", ValueType.ARRAY),
                        query("after", ValueType.STRING),
                        header("X-Trace-Level", ValueType.INTEGER)))));
        long before = System.currentTimeMillis();

        RawHttp.Answer answer = RawHttp.get(
                edge.port(), "/batches/b%2F1%20x?tags=a&limit=10&tags=b%26c&", "X-Trace-Level: 3", "Cookie: c=1");

        Invocation invocation = edge.invocation();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(invocation.flow()).isEqualTo("shop-api.get");
        assertThat(invocation.digest()).isEqualTo("digest-of-get");
        assertThat(invocation.arguments())
                .isEqualTo(Arrays.asList(
                        new Value.Text("b/1 x"),
                        new Value.Literal("10"),
                        new Value.Json(Buffer.buffer("[\"a\",\"b&c\"]")),
                        null,
                        new Value.Literal("3")));
        assertThat(invocation.body()).isNull();
        assertThat(invocation.contentType()).isNull();
        assertThat(invocation.context().surface()).isEqualTo(Surface.REST);
        assertThat(invocation.context().requestId()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(Duration.ofMillis(invocation.context().deadline() - before))
                .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(130));
    }

    @Test
    void forwardsWhatTheListAllowsAndNeverTheCallersCredentials(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(
                vertx, server(route(operation("GET", "/batches", header("Idempotency-Key", ValueType.STRING)))));

        RawHttp.get(
                edge.port(),
                "/batches",
                "Authorization: Bearer mine",
                "Cookie: session=1",
                "User-Agent: test",
                "X-Forwarded-For: 10.0.0.1",
                "Idempotency-Key: k",
                "TraceParent: 00-1-2-01",
                "Tracestate: v=1",
                "Accept: application/json",
                "Accept: text/plain",
                "Accept-Language: de",
                "Accept-Encoding: gzip",
                "If-None-Match: \"e\"",
                "Range: bytes=0-1");

        Invocation invocation = edge.invocation();
        assertThat(invocation.headers())
                .containsExactlyInAnyOrder(
                        new Header("traceparent", "00-1-2-01"),
                        new Header("tracestate", "v=1"),
                        new Header("accept", "application/json"),
                        new Header("accept", "text/plain"),
                        new Header("accept-language", "de"),
                        new Header("accept-encoding", "gzip"),
                        new Header("if-none-match", "\"e\""),
                        new Header("range", "bytes=0-1"));
        assertThat(invocation.arguments()).isEqualTo(List.of(new Value.Text("k")));
    }

    @Test
    void sendsTheResultAsItCame(Vertx vertx) throws TimeoutException {
        Result result = new Result(
                422,
                "application/vnd.vendor+json; charset=utf-8",
                List.of(
                        new Header("Link", "<a>; rel=next"),
                        new Header("Link", "<b>; rel=prev"),
                        new Header("X-Request-Id", "vendor-7")),
                new Body.Whole(Buffer.buffer("{ \"error\" : 1e400 }")));
        RestEdge edge = RestEdge.answering(vertx, server(route(operation("GET", "/batches"))), result);

        RawHttp.Answer answer = RawHttp.get(edge.port(), "/batches");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.vendor+json; charset=utf-8");
        assertThat(answer.all("Link")).containsExactly("<a>; rel=next", "<b>; rel=prev");
        assertThat(answer.header("X-Upstream-Request-Id")).isEqualTo("vendor-7");
        assertThat(answer.all("X-Request-Id")).singleElement().isNotEqualTo("vendor-7");
        assertThat(answer.header("Content-Length")).isEqualTo("19");
        assertThat(answer.all("Transfer-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo("{ \"error\" : 1e400 }");
    }

    @Test
    void answersHeadWithTheLengthButNotTheBodyOfGet(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(operation("GET", "/batches"))));

        RawHttp.Answer answer = RawHttp.request(edge.port(), "HEAD /batches", "localhost", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("11");
        assertThat(answer.body()).isEmpty();
        assertThat(edge.invocation().flow()).isEqualTo("shop-api.get");
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200", "GET, 304", "GET, 204"})
    void tellsNoLengthWhereThereIsNoBodyToMeasure(String method, int status, Vertx vertx) throws TimeoutException {
        Result result = new Result(status, null, List.of(new Header("ETag", "\"e\"")), Body.EMPTY);
        RestEdge edge = RestEdge.answering(vertx, server(route(operation(method, "/batches"))), result);

        RawHttp.Answer answer = RawHttp.request(edge.port(), method + " /batches", "localhost", "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("ETag")).isEqualTo("\"e\"");
        assertThat(answer.all("Content-Length")).isEmpty();
        assertThat(answer.all("Transfer-Encoding")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void namesEverythingThatIsWrong(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(
                vertx,
                server(route(operation(
                        "GET",
                        "/batches",
                        query("limit", ValueType.INTEGER),
                        query("order", ValueType.STRING),
                        required(query("after", ValueType.STRING)),
                        header("X-Level", ValueType.INTEGER)))));

        RawHttp.Answer answer =
                RawHttp.get(edge.port(), "/batches?limit=abc&order=a&order=b&lmit=1&zzz=1&bad=%zz", "X-Level: high");

        JsonObject problem = new JsonObject(answer.body());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.getString("type")).isEqualTo("urn:portolan:problem:invalid-input");
        assertThat(problem.getString("instance")).isEqualTo("urn:uuid:" + answer.header("X-Request-Id"));
        assertThat(problem.getBoolean("retryable")).isFalse();
        assertThat(problem.getJsonArray("errors").stream().map(Object::toString))
                .containsExactlyInAnyOrder(
                        error("query", "limit", "expected an integer, got 'abc'"),
                        error("query", "order", "given 2 times (expected: once)"),
                        error("query", "lmit", "unknown query parameter (did you mean 'limit'?)"),
                        error("query", "zzz", "unknown query parameter (expected: limit, order, after)"),
                        error("query", "bad", "malformed percent-encoding (expected: UTF-8, as %XX)"),
                        error("header", "X-Level", "expected an integer, got 'high'"),
                        error("query", "after", "required parameter is missing"));
        assertThat(problem.getString("detail")).contains("limit: expected an integer, got 'abc'; ");
        assertThat(edge.invocation()).isNull();
    }

    @Test
    void letsGoOfAnUploadWhateverKeepsItsCallFromBeginning(Vertx vertx) throws TimeoutException {
        Flow flow = Plans.flow(Plans.operation("shop-api.post", "POST", "/batches"), true);
        RestOperation upload = new RestOperation(
                "shop", "post", "POST", path("/batches"), null, flow, flow.parameters(), List.of(), null);
        RestEdge edge = RestEdge.serving(vertx, server(route(upload)), (namespace, invocation) -> {
            throw new IllegalStateException("the bus is closed");
        });

        RawHttp.Answer answer = RawHttp.request(
                edge.port(), "POST /batches", "localhost", "x".repeat(2_000), "Content-Type: text/plain");

        assertThat(answer.status()).isEqualTo(500);
        eventually(vertx, () -> Streams.of(vertx).open() == 0);
    }

    @Test
    void measuresEveryCall(Vertx vertx) throws TimeoutException {
        RestEdge edge =
                RestEdge.of(vertx, server(route(operation("GET", "/batches", query("limit", ValueType.INTEGER)))));

        RawHttp.get(edge.port(), "/batches");
        RawHttp.get(edge.port(), "/batches?limit=x");
        edge.stop(vertx);

        for (String status : List.of("2xx", "4xx")) {
            assertThat(edge.registry
                            .get("portolan.calls")
                            .tags("capability", "shop-api", "operation", "get", "surface", "rest", "status", status)
                            .timer()
                            .totalTime(TimeUnit.NANOSECONDS))
                    .as(status)
                    .isPositive();
        }
        assertThat(edge.registry.get("portolan.inflight").gauge().value()).isZero();
    }

    private static String error(String in, String name, String detail) {
        return new JsonObject()
                .put("in", in)
                .put("name", name)
                .put("detail", detail)
                .encode();
    }
}
