package io.portolan.upstream;

import static io.portolan.upstream.RawUpstream.OK;
import static io.portolan.upstream.RawUpstream.get;
import static io.portolan.upstream.RawUpstream.within;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Body;
import io.portolan.bus.Result;
import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.StreamBounds;
import io.portolan.options.Size;
import io.portolan.testing.Fountain;
import io.portolan.testing.Loops;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What becomes of the connection of a request whose body did not come to its end, though it was answered: what is sent
 * on it next, an upstream would take for the rest of that body.
 */
@ExtendWith(VertxExtension.class)
final class HttpExchangeUnfinishedTest {

    private static final String BEGINNING = OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
    private static final String END = "0\r\n\r\n";

    private final Fountain upload = Fountain.dry();
    private final Promise<NetSocket> connection = Promise.promise();
    private Vertx vertx;
    private RawUpstream raw;
    private Context loop;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
        raw = new RawUpstream(vertx);
    }

    @Test
    void isNotUsedAgainWhenNobodyWantsTheAnswerAnyMore() throws Exception {
        Exchange exchange = raw.against(socket -> socket.write(BEGINNING + END));
        ByteStream answer = answer(exchange);

        loop.runOnContext(now -> answer.cancel());

        raw.awaitClosed();
        assertThat(RawUpstream.send(exchange, get("/")).status()).isEqualTo(200);
        assertThat(raw.connections()).isEqualTo(2);
    }

    @Test
    void isNotUsedAgainWhenTheBodyBrokeOffWithinTheAnswer() throws Exception {
        Exchange exchange = raw.against(socket -> {
            connection.tryComplete(socket);
            socket.write(BEGINNING);
        });
        Future<Buffer> read = read(answer(exchange));

        upload.breakOff();
        connection.future().await(10, SECONDS).write(END);

        assertThat(read.await(10, SECONDS)).hasToString("hello");
        raw.awaitClosed();
    }

    @Test
    void isNotUsedAgainWhenTheAnswerWasCompleteFirst() throws Exception {
        Exchange exchange = raw.against(socket -> socket.write(BEGINNING + END));

        Future<Buffer> read = read(answer(exchange));

        assertThat(read.await(10, SECONDS)).hasToString("hello");
        raw.awaitClosed();
    }

    /** To a request whose body has begun, and no more. */
    private ByteStream answer(Exchange exchange) throws Exception {
        Result result = send(exchange).await(10, SECONDS);
        return ((Body.Streamed) result.body()).stream();
    }

    /** A request, its answer, and all the bytes of both live on one event loop. */
    private Future<Result> send(Exchange exchange) throws Exception {
        Future<Result> answer = Loops.run(vertx, () -> {
                    loop = vertx.getOrCreateContext();
                    ByteStream body = upload.offerHere(
                            vertx,
                            new StreamBounds("an upload", Fountain.LONG, Fountain.LONG, Fountain.LONG, new Size(1000)));
                    return exchange.send(
                            new UpstreamRequest(HttpMethod.POST, "/", List.of(), new Body.Streamed(body), true, null),
                            within(20_000));
                })
                .await(10, SECONDS);
        upload.pour(Buffer.buffer("a part"));
        return answer;
    }

    private Future<Buffer> read(ByteStream answer) {
        return Future.future(read -> loop.runOnContext(now -> {
            Buffer all = Buffer.buffer();
            answer.take()
                    .handler(all::appendBuffer)
                    .exceptionHandler(read::fail)
                    .endHandler(end -> read.complete(all))
                    .resume();
        }));
    }
}
