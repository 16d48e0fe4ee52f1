package io.portolan.rest;

import static io.portolan.rest.RestPlans.body;
import static io.portolan.rest.RestPlans.operation;
import static io.portolan.rest.RestPlans.route;
import static io.portolan.rest.RestPlans.server;
import static io.portolan.rest.RestPlans.shared;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.expr.ValueType;
import io.portolan.plan.RestOperation;
import io.portolan.plan.RestRoute;
import io.portolan.plan.RestServer;
import io.portolan.testing.RawHttp;
import io.portolan.testing.Responses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
final class RestEdgeTest {

    private static final RestServer BATCHES =
            server(route(operation("GET", "/batches")), route(operation("GET", "/batches/{id}")));

    @ParameterizedTest
    @CsvSource({
        "INVALID_INPUT, 400, invalid-input, false",
        "NOT_FOUND, 404, not-found, false",
        "UPSTREAM_UNREACHABLE, 502, upstream-unreachable, true",
        "UPSTREAM_BROKEN, 502, upstream-broken, true",
        "TOO_LARGE, 502, too-large, false",
        "TIMEOUT, 504, timeout, true",
        "OVERLOADED, 503, overloaded, true",
        "UNAVAILABLE, 503, unavailable, true",
        "INTERNAL, 500, internal, false",
    })
    void answersAFailureWithItsStatusAndProblem(
            Failure.Kind kind, int status, String type, boolean retryable, Vertx vertx) throws TimeoutException {
        RestEdge edge = failing(vertx, new Failure(kind, "this is why"));

        RawHttp.Answer answer = RawHttp.get(edge.port(), "/batches");

        JsonObject problem = new JsonObject(answer.body());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.getString("type")).isEqualTo("urn:portolan:problem:" + type);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).isEqualTo("this is why");
        assertThat(problem.getString("instance")).isEqualTo("urn:uuid:" + answer.header("X-Request-Id"));
        assertThat(problem.getBoolean("retryable")).isEqualTo(retryable);
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void testsEveryKindOfFailure(Failure.Kind kind) {
        assertThat(RestFailures.problem(new Failure(kind, "why")).status()).isBetween(400, 599);
    }

    @Test
    void saysWhenToRetry(Vertx vertx) throws TimeoutException {
        RestEdge edge = failing(
                vertx, new Failure(Failure.Kind.OVERLOADED, "full", new Failure.Details(null, 1_200L, List.of())));

        RawHttp.Answer answer = RawHttp.get(edge.port(), "/batches");

        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(new JsonObject(answer.body()).getLong("retryAfterMs")).isEqualTo(1_200);
    }

    @Test
    void namesTheVariableThatHasNoValue(Vertx vertx) throws TimeoutException {
        RestEdge edge = failing(
                vertx,
                new Failure(Failure.Kind.UNAVAILABLE, "no key", new Failure.Details("API_KEY", null, List.of())));

        RawHttp.Answer answer = RawHttp.get(edge.port(), "/batches");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(new JsonObject(answer.body()).getString("variable")).isEqualTo("API_KEY");
        assertThat(new JsonObject(answer.body()).getBoolean("retryable")).isFalse();
    }

    @Test
    void keepsABugToItself(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.serving(vertx, BATCHES, (namespace, invocation) -> {
            throw new IllegalStateException("secret detail");
        });

        RawHttp.Answer answer = RawHttp.get(edge.port(), "/batches");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret", "Exception").contains("urn:portolan:problem:internal");
    }

    @Test
    void answersUnknownPathsWithAProblem(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, BATCHES);

        RawHttp.Answer answer = RawHttp.get(edge.port(), "/batch");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("'/batch' is not served here");
    }

    @Test
    void listsTheMethodsThatWouldWork(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, BATCHES);

        RawHttp.Answer refused = RawHttp.request(edge.port(), "DELETE /batches", "localhost", "");
        RawHttp.Answer asked = RawHttp.request(edge.port(), "OPTIONS /batches", "localhost", "");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(refused.body()).contains("'DELETE' is not served at '/batches' (expected: GET, HEAD, OPTIONS)");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({"/batches/%zz, %zz", "/batches/%FF, %FF", "/batches/a%, a%"})
    void refusesAPathThatIsNotPercentEncodedUtf8(String path, String value, Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, BATCHES);

        RawHttp.Answer answer = RawHttp.get(edge.port(), path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("path: '" + value + "' (expected: UTF-8, as %XX)");
    }

    @Test
    void offersThePathsThatEachMeanOneOperation(Vertx vertx) throws TimeoutException {
        RestOperation first = operation("shop", "GET", "/batches/{id}/output", null);
        RestOperation second = operation("forge", "GET", "/batches/{batch}/output", null);
        RestRoute ambiguous = shared(first, second);
        RestEdge edge = RestEdge.of(vertx, server(ambiguous));

        RawHttp.Answer answer = RawHttp.get(edge.port(), "/batches/a%2Fb%20%C3%A9/output?limit=1&x=%20");

        JsonObject problem = new JsonObject(answer.body());
        assertThat(answer.status()).isEqualTo(300);
        assertThat(problem.getString("type")).isEqualTo("urn:portolan:problem:multiple-choices");
        assertThat(problem.getJsonArray("choices").encode())
                .isEqualTo("[{\"namespace\":\"shop\",\"href\":\"/shop/batches/a%2Fb%20%C3%A9/output?limit=1&x=%20\"},"
                        + "{\"namespace\":\"forge\",\"href\":\"/forge/batches/a%2Fb%20%C3%A9/output?limit=1&x=%20\"}]");
        assertThat(edge.invocation()).isNull();
    }

    @Test
    void keepsWebPagesOffButSharesWithAllowedOrigins(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, BATCHES);

        RawHttp.Answer strange = RawHttp.get(edge.port(), "/batches", "Origin: https://evil.example");
        RawHttp.Answer rebound = RawHttp.request(edge.port(), "GET /batches", "evil.example", "");
        RawHttp.Answer allowed = RawHttp.get(edge.port(), "/batches", "Origin: https://app.example");

        assertThat(strange.status()).isEqualTo(403);
        assertThat(rebound.status()).isEqualTo(403);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    }

    @Test
    void letsAGuestOnThePortAnswerFirst(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.serving(
                vertx,
                server(route(operation("GET", "/{anything}"))),
                (namespace, invocation) -> Future.succeededFuture(RestEdge.json(200, "\"rest\"")),
                router -> router.get("/mcp").handler(context -> context.end("guest")));

        assertThat(RawHttp.get(edge.port(), "/mcp").body()).isEqualTo("guest");
        assertThat(RawHttp.get(edge.port(), "/other").body()).isEqualTo("\"rest\"");
    }

    @ParameterizedTest
    @CsvSource({"GET, {\"ok\":true}", "HEAD, ''", "POST, {\"ok\":true}"})
    void servesHttp2(String method, String body, Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(
                vertx,
                server(
                        route(operation("GET", "/batches")),
                        route(operation("shop", "POST", "/batches", body(ValueType.OBJECT, true)))));
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

        String answer = client.request(HttpMethod.valueOf(method), edge.port(), "localhost", "/batches")
                .compose(request -> method.equals("POST") ? request.send(Buffer.buffer("{}")) : request.send())
                .compose(response -> response.body()
                        .map(bytes -> response.statusCode() + " " + response.getHeader("Content-Length") + " " + bytes))
                .await(10, SECONDS);

        assertThat(answer).isEqualTo("200 11 " + body);
    }

    @Test
    void finishesASlowCallBeforeItIsUndeployed(Vertx vertx) throws TimeoutException {
        Promise<Void> arrived = Promise.promise();
        Promise<Result> released = Promise.promise();
        RestEdge edge = RestEdge.serving(vertx, BATCHES, (namespace, invocation) -> {
            arrived.complete();
            return released.future();
        });
        Future<Buffer> answer = vertx.createHttpClient()
                .request(HttpMethod.GET, edge.port(), "localhost", "/batches")
                .compose(Responses::body);
        arrived.future().await(10, SECONDS);

        Future<Void> undeployed = vertx.undeploy(edge.deployment);
        released.complete(RestEdge.json(200, "\"late\""));

        assertThat(answer.await(10, SECONDS)).hasToString("\"late\"");
        undeployed.await(10, SECONDS);
    }

    @Test
    void survivesACallerThatGoesAway(Vertx vertx) throws TimeoutException {
        Promise<Void> arrived = Promise.promise();
        Promise<Result> released = Promise.promise();
        Promise<Void> gone = Promise.promise();
        RestEdge edge = RestEdge.serving(
                vertx,
                BATCHES,
                (namespace, invocation) -> {
                    arrived.tryComplete();
                    return invocation.arguments().isEmpty()
                            ? released.future()
                            : Future.succeededFuture(RestEdge.json(200, "1"));
                },
                router -> router.route().handler(context -> {
                    context.request().connection().closeHandler(closed -> gone.tryComplete());
                    context.next();
                }));
        NetSocket socket =
                vertx.createNetClient().connect(edge.port(), "localhost").await(10, SECONDS);
        socket.write("GET /batches HTTP/1.1\r\nHost: localhost\r\n\r\n").await(10, SECONDS);
        arrived.future().await(10, SECONDS);

        socket.close().await(10, SECONDS);
        gone.future().await(10, SECONDS);
        released.fail(new Failure(Failure.Kind.TIMEOUT, "too late"));

        assertThat(RawHttp.get(edge.port(), "/batches/b1").status()).isEqualTo(200);
        edge.stop(vertx);
        assertThat(edge.registry.get("portolan.inflight").gauge().value()).isZero();
    }

    private static RestEdge failing(Vertx vertx, Failure failure) throws TimeoutException {
        return RestEdge.serving(vertx, BATCHES, (namespace, invocation) -> Future.failedFuture(failure));
    }
}
