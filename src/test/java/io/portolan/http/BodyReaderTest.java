package io.portolan.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.Size;
import io.portolan.testing.RawHttp;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class BodyReaderTest {

    private static final Size LIMIT = new Size(16);

    private final Promise<Buffer> read = Promise.promise();

    @Test
    void readsABodyOfExactlyTheLimit(Vertx vertx) throws TimeoutException {
        int port = listen(vertx);

        RawHttp.Answer answer = RawHttp.request(port, "POST /", "localhost", "0123456789abcdef");

        assertThat(answer.body()).isEqualTo("0123456789abcdef");
    }

    @Test
    void joinsTheChunksOfABodyOfUnknownLength(Vertx vertx) throws TimeoutException {
        int port = listen(vertx);

        RawHttp.Answer answer = RawHttp.exchange(port, chunked("4\r\nfour\r\n3\r\nsix\r\n0\r\n\r\n"));

        assertThat(answer.body()).isEqualTo("foursix");
    }

    @Test
    void readsNothingAsAnEmptyBody(Vertx vertx) throws TimeoutException {
        int port = listen(vertx);

        RawHttp.Answer answer = RawHttp.get(port, "/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusesAnAnnouncedLengthBeforeReadingAndCloses(Vertx vertx) throws TimeoutException {
        int port = listen(vertx);

        RawHttp.Answer answer =
                RawHttp.exchange(port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 17\r\n\r\n");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void refusesABodyThatGrowsPastTheLimit(Vertx vertx) throws TimeoutException {
        int port = listen(vertx);

        RawHttp.Answer answer = RawHttp.exchange(port, chunked("10\r\n0123456789abcdef\r\n1\r\nx\r\n0\r\n\r\n"));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("body: larger than the limit (expected: at most 16B)");
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor(Vertx vertx) throws TimeoutException {
        int port = listen(vertx);
        NetSocket socket = vertx.createNetClient().connect(port, "localhost").await(10, SECONDS);
        Promise<Void> asked = Promise.promise();
        socket.handler(bytes -> {
            if (bytes.toString().startsWith("HTTP/1.1 100 ")) {
                asked.tryComplete();
            }
        });

        socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
                .await(10, SECONDS);
        asked.future().await(10, SECONDS);
        socket.write("body").await(10, SECONDS);

        assertThat(read.future().await(10, SECONDS)).hasToString("body");
    }

    @Test
    void failsWhenTheCallerIsGone(Vertx vertx) throws TimeoutException {
        int port = listen(vertx);
        NetSocket socket = vertx.createNetClient().connect(port, "localhost").await(10, SECONDS);

        socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbo")
                .compose(written -> socket.close())
                .await(10, SECONDS);

        Future<Throwable> failure = read.future().map((Throwable) null).otherwise(cause -> cause);
        assertThat(failure.await(10, SECONDS)).isNotNull().isNotInstanceOf(BodyTooLargeException.class);
    }

    private int listen(Vertx vertx) throws TimeoutException {
        return vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0)
                .await(10, SECONDS)
                .actualPort();
    }

    private void serve(HttpServerRequest request) {
        BodyReader.read(request, LIMIT)
                .onComplete(read)
                .onSuccess(request.response()::end)
                .onFailure(cause -> request.response().setStatusCode(413).end(cause.getMessage()));
    }

    private static String chunked(String chunks) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
    }
}
