package io.portolan.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.Size;
import io.portolan.testing.RawHttp;
import io.portolan.testing.Responses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
final class EdgeServerTest {

    private static final RouterMount HELLO =
            router -> router.get("/hello").handler(context -> context.response().end(RequestIds.of(context)));

    @Test
    void givesEveryAnswerAnIdOfItsOwn(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, HELLO).port();

        RawHttp.Answer first = RawHttp.get(port, "/hello", "X-Request-Id: mine");
        RawHttp.Answer second = RawHttp.get(port, "/hello");

        assertThat(UUID.fromString(first.header("X-Request-Id")).version()).isEqualTo(4);
        assertThat(first.body()).isEqualTo(first.header("X-Request-Id"));
        assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
    }

    @Test
    void answersWhatNobodyServesWithAProblem(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, HELLO).port();

        RawHttp.Answer answer = RawHttp.get(port, "/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(new JsonObject(answer.body()))
                .isEqualTo(new JsonObject()
                        .put("type", "urn:portolan:problem:not-found")
                        .put("title", "Not found")
                        .put("status", 404)
                        .put("detail", "nothing is served at '/nothing'")
                        .put("instance", "urn:uuid:" + answer.header("X-Request-Id")));
    }

    @Test
    void answersAWrongMethodWithAProblem(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, HELLO).port();

        RawHttp.Answer answer = RawHttp.request(port, "DELETE /hello", "localhost", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).contains("DELETE is not served at '/hello'");
    }

    @Test
    void keepsABugToItself(Vertx vertx) throws TimeoutException {
        RouterMount broken = router -> router.get("/bug").handler(context -> {
            throw new IllegalStateException("secret detail");
        });
        int port = listen(vertx, broken).port();

        RawHttp.Answer answer = RawHttp.get(port, "/bug");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("urn:portolan:problem:internal").doesNotContain("secret", "Exception");
    }

    @Test
    void answersABodyThatIsTooLargeWithAProblem(Vertx vertx) throws TimeoutException {
        RouterMount upload = router -> router.post("/upload")
                .handler(context -> BodyReader.read(context.request(), new Size(8))
                        .onSuccess(context::end)
                        .onFailure(context::fail));
        int port = listen(vertx, upload).port();

        RawHttp.Answer answer = RawHttp.request(port, "POST /upload", "localhost", "nine char");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("expected: at most 8B");
    }

    @Test
    void refusesAHeadThatIsTooLarge(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, HELLO).port();

        assertThat(RawHttp.get(port, "/" + "x".repeat(17_000)).status()).isEqualTo(414);
        assertThat(RawHttp.get(port, "/hello", "X-Long: " + "x".repeat(33_000)).status())
                .isEqualTo(431);
        assertThat(RawHttp.get(port, "/hello?" + "x".repeat(15_000), "X-Long: " + "x".repeat(15_000))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void speaksHttp2WithoutTls(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, HELLO).port();
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

        HttpClientResponse response = client.request(HttpMethod.GET, port, "localhost", "/hello")
                .compose(request -> request.send())
                .await(10, SECONDS);

        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void finishesTheRequestsUnderWayBeforeItIsDrained(Vertx vertx) throws TimeoutException {
        Promise<Void> arrived = Promise.promise();
        Promise<Void> released = Promise.promise();
        RouterMount slow = router -> router.get("/slow").handler(context -> {
            arrived.complete();
            released.future().onSuccess(nothing -> context.end("done"));
        });
        EdgeServer server = listen(vertx, slow);
        Future<Buffer> answer = vertx.createHttpClient()
                .request(HttpMethod.GET, server.port(), "localhost", "/slow")
                .compose(Responses::body);
        arrived.future().await(10, SECONDS);

        Future<Void> drained = server.drain(Duration.ofSeconds(10));
        boolean drainedEarly = drained.isComplete();
        released.complete();

        assertThat(drainedEarly).isFalse();
        assertThat(answer.await(10, SECONDS)).hasToString("done");
        drained.await(10, SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /never HTTP/1.1\r\nHost: localhost\r\n\r\n"})
    void closesAConnectionThatIsSilentEvenWhileItWaits(String sent, Vertx vertx) throws TimeoutException {
        RouterMount never = router -> router.get("/never").handler(context -> {});
        EdgeServer server = listen(vertx, never, Duration.ofMillis(100));
        Promise<Void> closed = Promise.promise();

        Future<Void> written = vertx.createNetClient()
                .connect(server.port(), "localhost")
                .compose(socket -> socket.closeHandler(closed::complete).write(sent));
        written.compose(nothing -> closed.future()).await(10, SECONDS);

        assertThat(closed.future().succeeded()).isTrue();
    }

    private static EdgeServer listen(Vertx vertx, RouterMount mount) throws TimeoutException {
        return listen(vertx, mount, Duration.ofSeconds(10));
    }

    private static EdgeServer listen(Vertx vertx, RouterMount mount, Duration idle) throws TimeoutException {
        EdgeOptions options = new EdgeOptions("127.0.0.1", List.of(), List.of(), new Size(1024), idle);
        return EdgeServer.listen(vertx, 0, options, List.of(mount)).await(10, SECONDS);
    }
}
