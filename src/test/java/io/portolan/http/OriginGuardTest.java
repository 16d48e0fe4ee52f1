package io.portolan.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.Size;
import io.portolan.testing.RawHttp;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
final class OriginGuardTest {

    private static final String APP = "https://app.example";

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST, 200",
        "localhost:8080, 200",
        "127.0.0.1, 200",
        "127.0.0.1:9090, 200",
        "127.255.3.4, 200",
        "[::1], 200",
        "[::1]:8080, 200",
        "proxy.internal, 200",
        "proxy.internal:7000, 200",
        "pinned.internal:7001, 200",
        "pinned.internal:7002, 403",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "evil.localhost, 403",
        "127.0.0.1.evil.example, 403",
        "127.0.0, 403",
        "127.0.0.256, 403",
        "127..0.1, 403",
        "10.0.0.1, 403",
        "[::2], 403",
    })
    void acceptsHostsOfThisMachineAndListedOnesWhileBoundToLoopback(String host, int status, Vertx vertx)
            throws TimeoutException {
        int port = listen(vertx, "127.0.0.1");

        RawHttp.Answer answer = RawHttp.request(port, "GET /", host, "");

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void acceptsAnyHostWhenBoundElsewhere(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, "0.0.0.0");

        RawHttp.Answer answer = RawHttp.request(port, "GET /", "api.example", "");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void wantsAHost(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, "127.0.0.1");

        RawHttp.Answer answer = RawHttp.exchange(port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, 200",
        "https://localhost, 200",
        "http://127.0.0.1:5173, 200",
        "http://[::1]:5173, 200",
        "https://app.example, 200",
        "HTTPS://App.Example, 200",
        "https://app.example:8443, 403",
        "http://app.example, 403",
        "https://app.example.evil.example, 403",
        "https://evil.example, 403",
        "http://localhost.evil.example, 403",
        "http://localhost@evil.example, 403",
        "null, 403",
        "file://localhost, 403",
        "chrome-extension://abcdef, 403",
    })
    void acceptsOriginsOfThisMachineAndListedOnes(String origin, int status, Vertx vertx) throws TimeoutException {
        int port = listen(vertx, "127.0.0.1");

        RawHttp.Answer answer = RawHttp.get(port, "/", "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example, api.example, 200",
        "https://api.example:8443, api.example:8443, 200",
        "https://api.example:8443, api.example, 403",
        "https://other.example, api.example, 403",
    })
    void acceptsTheOriginThatIsTheHostItself(String origin, String host, int status, Vertx vertx)
            throws TimeoutException {
        int port = listen(vertx, "0.0.0.0");

        RawHttp.Answer answer = RawHttp.request(port, "GET /", host, "", "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void letsAnAllowedOriginReadTheAnswer(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, "127.0.0.1");

        RawHttp.Answer answer = RawHttp.get(port, "/", "Origin: " + APP);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.header("Vary")).isEqualToIgnoringCase("origin");
    }

    @Test
    void tellsCachesThatTheAnswerDependsOnTheOrigin(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, "127.0.0.1");

        RawHttp.Answer answer = RawHttp.get(port, "/");

        assertThat(answer.header("Vary")).isEqualToIgnoringCase("origin");
        assertThat(answer.all("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answersThePreflightOfAnAllowedOrigin(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, "127.0.0.1");

        RawHttp.Answer answer = RawHttp.request(
                port,
                "OPTIONS /anything",
                "localhost",
                "",
                "Origin: " + APP,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type,idempotency-key");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("content-type,idempotency-key");
    }

    @Test
    void refusesThePreflightOfAStrangeOrigin(Vertx vertx) throws TimeoutException {
        int port = listen(vertx, "127.0.0.1");

        RawHttp.Answer answer = RawHttp.request(
                port,
                "OPTIONS /anything",
                "localhost",
                "",
                "Origin: https://evil.example",
                "Access-Control-Request-Method: POST");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.all("Access-Control-Allow-Origin")).isEmpty();
    }

    private static int listen(Vertx vertx, String host) throws TimeoutException {
        EdgeOptions options = new EdgeOptions(
                host,
                List.of("proxy.internal", "pinned.internal:7001"),
                List.of(APP),
                new Size(1024),
                Duration.ofSeconds(10));
        RouterMount mount =
                router -> router.get("/").handler(context -> context.response().end("served"));
        return EdgeServer.listen(vertx, 0, options, List.of(mount))
                .await(10, SECONDS)
                .port();
    }
}
