package io.portolan.upstream;

import static io.portolan.upstream.RawUpstream.OK;
import static io.portolan.upstream.RawUpstream.get;
import static io.portolan.upstream.RawUpstream.says;
import static io.portolan.upstream.RawUpstream.send;
import static io.portolan.upstream.RawUpstream.within;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.plan.BaseUri;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of an answer. */
@ExtendWith(VertxExtension.class)
final class HttpExchangeTest {

    private Vertx vertx;
    private RawUpstream raw;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        raw = new RawUpstream(vertx);
    }

    @Test
    void readsAWholeAnswer() throws Exception {
        Exchange exchange =
                raw.against(says(OK + "Content-Type: text/plain\r\nContent-Length: 5\r\nX-A: 1\r\n\r\nhello"));

        Result result = send(exchange, get("/a?b=c"));

        assertThat(result.status()).isEqualTo(200);
        assertThat(result.contentType()).isEqualTo("text/plain");
        assertThat(result.headers()).containsExactly(new Header("X-A", "1"));
        assertThat(text(result)).isEqualTo("hello");
        assertThat(raw.request()).startsWith("GET /a?b=c HTTP/1.1\r\n");
    }

    @Test
    void joinsTheChunksOfAnAnswer() throws Exception {
        Exchange exchange = raw.against(socket -> {
            socket.write(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            vertx.setTimer(50, id -> socket.write("6\r\n world\r\n"));
            vertx.setTimer(100, id -> socket.write("1\r\n!\r\n0\r\n\r\n"));
        });

        Result result = send(exchange, get("/"));

        assertThat(text(result)).isEqualTo("hello world!");
        assertThat(result.headers()).isEmpty();
    }

    @Test
    void readsToTheEndOfTheConnectionWhenNoLengthIsGiven() throws Exception {
        Exchange exchange = raw.against(socket -> socket.end(Buffer.buffer("HTTP/1.0 200 OK\r\n\r\nhello")));

        assertThat(text(send(exchange, get("/")))).isEqualTo("hello");
    }

    @Test
    void keepsAConnectionForTheNextRequest() throws Exception {
        Exchange exchange = raw.against(says(OK + "Content-Length: 0\r\n\r\n"));

        Future<Result> last =
                Future.future(promise -> vertx.runOnContext(start -> exchange.send(get("/"), within(20_000))
                        .compose(first -> vertx.timer(20).compose(pause -> exchange.send(get("/"), within(20_000))))
                        .onComplete(promise)));
        last.await(10, SECONDS);

        assertThat(raw.connections()).isEqualTo(1);
    }

    @Test
    void dropsHeadersThatBelongToTheConnectionOrTheOrigin() throws Exception {
        Exchange exchange = raw.against(says(OK
                + "Content-Length: 0\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
                + "Set-Cookie: a=b\r\nServer: x\r\nVia: y\r\nAlt-Svc: h3\r\nStrict-Transport-Security: max-age=1\r\n"
                + "Access-Control-Allow-Origin: *\r\naccess-control-expose-headers: z\r\nProxy-Authenticate: Basic\r\n"
                + "ETag: \"1\"\r\nX-RateLimit-Remaining: 5\r\nRetry-After: 7\r\nLink: </a>\r\nLink: </b>\r\n\r\n"));

        Result result = send(exchange, get("/"));

        assertThat(result.headers())
                .containsExactly(
                        new Header("ETag", "\"1\""),
                        new Header("X-RateLimit-Remaining", "5"),
                        new Header("Retry-After", "7"),
                        new Header("Link", "</a>"),
                        new Header("Link", "</b>"));
    }

    @Test
    void followsNoRedirect() throws Exception {
        Exchange exchange =
                raw.against(says("HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n"));

        Result result = send(exchange, get("/"));

        assertThat(result.status()).isEqualTo(302);
        assertThat(result.headers()).containsExactly(new Header("Location", "http://evil.example/"));
    }

    @Test
    void takesAnswersThatHaveNoBody() throws Exception {
        Exchange noContent = raw.against(says("HTTP/1.1 204 No Content\r\n\r\n"));
        Exchange notModified = raw.against(says("HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999\r\n\r\n"));
        Exchange head = raw.against(says(OK + "Content-Length: 99999999\r\n\r\n"));

        assertThat(text(send(noContent, get("/")))).isEmpty();
        assertThat(send(notModified, get("/")).status()).isEqualTo(304);
        assertThat(text(send(head, new UpstreamRequest(HttpMethod.HEAD, "/", List.of(), null))))
                .isEmpty();
    }

    @Test
    void sendsTheBodyWithItsLength() throws Exception {
        Exchange exchange = raw.against(says(OK + "Content-Length: 0\r\n\r\n"));

        send(exchange, new UpstreamRequest(HttpMethod.POST, "/", List.of(), Buffer.buffer("hello")));

        assertThat(raw.request()).contains("\r\ncontent-length: 5\r\n").endsWith("\r\n\r\nhello");
    }

    @Test
    void saysThatARequestWithoutABodyHasNone() throws Exception {
        Exchange exchange = raw.against(says(OK + "Content-Length: 0\r\n\r\n"));

        send(exchange, new UpstreamRequest(HttpMethod.POST, "/", List.of(), null));

        assertThat(raw.request()).contains("\r\ncontent-length: 0\r\n").doesNotContain("transfer-encoding");
    }

    @Test
    void putsAnIpv6AddressInBrackets() throws Exception {
        Future<HttpServer> server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(request.getHeader("Host")))
                .listen(0, "::1");
        assumeThat(server.otherwiseEmpty().await(10, SECONDS))
                .as("a machine with IPv6")
                .isNotNull();
        int port = server.result().actualPort();
        Exchange exchange = raw.open(new BaseUri("http", "::1", port, ""), RawUpstream.PATIENT, RawUpstream.ROOMY);

        assertThat(text(send(exchange, get("/")))).isEqualTo("[::1]:" + port);
    }

    private static String text(Result result) {
        return ((Body.Whole) result.body()).bytes().toString();
    }
}
