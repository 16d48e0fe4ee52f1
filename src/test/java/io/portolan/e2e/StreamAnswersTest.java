package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.RawHttp;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What HTTP says about an answer holds for one that is passed on as it comes. */
@ExtendWith(VertxExtension.class)
final class StreamAnswersTest {

    private static final int LARGE = 300_000;

    @TempDir
    private Path folder;

    private Vertx vertx;
    private DepotRun depot;
    private final AtomicReference<MultiMap> asked = new AtomicReference<>();

    @BeforeEach
    void serve(Vertx vertx) {
        this.vertx = vertx;
        depot = DepotRun.serve(vertx, folder);
    }

    @AfterEach
    void leavesNothingOpen() {
        depot.awaitNothingOpen();
    }

    @Test
    void makesNoMoreUseOfAConnectionWhoseRequestIsNotComplete() {
        depot.answers(request -> request.response().end("{}"));

        for (int round = 0; round < 8; round++) {
            HttpClientRequest upload = await(depot.post());
            upload.setChunked(true).write(Buffer.buffer(new byte[1000]));
            assertThat(await(upload.response()).statusCode()).isEqualTo(200);

            assertThat(depot.portolan().get("/files/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void passesRangesAndConditionsBothWays() {
        Map<String, String> sent = Map.of(
                "range", "bytes=0-299999",
                "if-range", "\"v1\"",
                "if-none-match", "\"v0\"",
                "if-modified-since", "Sun, 22 Nov 2026 10:00:00 GMT",
                "accept-encoding", "gzip, br");
        depot.answers(request -> {
            asked.set(request.headers());
            new Pattern(LARGE)
                    .send(
                            request,
                            Map.of(
                                    "content-range", "bytes 0-299999/1000000",
                                    "etag", "\"v1\"",
                                    "accept-ranges", "bytes"),
                            206);
        });

        HttpClientResponse response = await(depot.get(
                        "/files/1",
                        sent.entrySet().stream()
                                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                                .toArray(String[]::new))
                .compose(head -> Digest.of(head).map(head)));

        sent.forEach((name, value) -> assertThat(asked.get().get(name)).as(name).isEqualTo(value));
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.getHeader("content-range")).isEqualTo("bytes 0-299999/1000000");
        assertThat(response.getHeader("content-length")).isEqualTo("" + LARGE);
        assertThat(response.getHeader("etag")).isEqualTo("\"v1\"");
        assertThat(response.getHeader("accept-ranges")).isEqualTo("bytes");
    }

    @Test
    void saysToHeadWhatAGetWouldSayAndFetchesNoneOfIt() {
        AtomicBoolean left = new AtomicBoolean();
        depot.answers(request -> {
            request.response().closeHandler(gone -> left.set(true)).putHeader("content-length", "50000000000");
            request.response().write(Buffer.buffer(new byte[1000]));
        });

        RawHttp.Answer answer = RawHttp.request(depot.port(), "HEAD /files/1", "localhost", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("50000000000");
        assertThat(answer.body()).isEmpty();
        eventually(vertx, left::get);
    }

    @Test
    void saysToHeadNoLengthThatNobodyKnows() {
        depot.answers(request -> {
            request.response().setChunked(true);
            request.response().write(Buffer.buffer(new byte[1000]));
        });

        RawHttp.Answer answer = RawHttp.request(depot.port(), "HEAD /files/1", "localhost", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.all("content-length")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void passesOnTheLengthThatAHeadOfTheUpstreamTells() {
        depot.answers(request -> request.response()
                .putHeader("content-length", "50000000000")
                .putHeader("etag", "\"v1\"")
                .end());

        RawHttp.Answer answer = RawHttp.request(depot.port(), "HEAD /heads/1", "localhost", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("50000000000");
        assertThat(answer.header("etag")).isEqualTo("\"v1\"");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void passesOnCodedBytesAsTheyAre() {
        depot.answers(request -> new Pattern(LARGE).send(request, Map.of("content-encoding", "zstd"), 200));

        Digest got = await(depot.get("/files/1", "accept-encoding", "zstd").compose(response -> {
            assertThat(response.getHeader("content-encoding")).isEqualTo("zstd");
            return Digest.of(response);
        }));

        assertThat(got).isEqualTo(Pattern.of(LARGE));
    }

    @Test
    void endsABodyOfUnknownLengthWithTheConnectionForClientsOf10() {
        depot.answers(request -> new Pattern(LARGE).send(request, false));

        for (String wish : new String[] {"", "Connection: keep-alive\r\n"}) {
            RawHttp.Answer answer =
                    RawHttp.exchange(depot.port(), "GET /files/1 HTTP/1.0\r\nHost: localhost\r\n" + wish + "\r\n");

            assertThat(answer.status()).as(wish).isEqualTo(200);
            assertThat(answer.all("transfer-encoding")).as(wish).isEmpty();
            assertThat(answer.all("content-length")).as(wish).isEmpty();
            assertThat(answer.body().length()).as(wish).isGreaterThan(LARGE / 2);
        }
    }

    @Test
    void passesOnAnAnswerThatEndsBeforeItHasBegun() {
        depot.answers(request -> request.response().setChunked(true).end());

        Digest got = await(depot.get("/files/1").compose(response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            return Digest.of(response);
        }));

        assertThat(got.length()).isZero();
    }

    @Test
    void passesOnAnswersWithoutABody() {
        for (int status : new int[] {204, 304}) {
            depot.answers(request -> request.response()
                    .setStatusCode(status)
                    .putHeader("etag", "\"v1\"")
                    .end());

            HttpResponse<Buffer> response = depot.portolan().get("/files/1");

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.getHeader("etag")).as("%s", status).isEqualTo("\"v1\"");
            assertThat(response.body()).as("%s", status).isNull();
        }
    }

    @Test
    void keepsWhatIsNotMeantForTheClientOutOfWhatFollowsTheBody() {
        depot.answers(request -> {
            request.response().setChunked(true).write("some bytes");
            request.response().putTrailer("x-checksum", "abc").putTrailer("set-cookie", "a=b");
            request.response().end();
        });

        HttpClientResponse response =
                await(depot.get("/files/1").compose(head -> Digest.of(head).map(head)));

        assertThat(response.trailers().get("x-checksum")).isEqualTo("abc");
        assertThat(response.trailers().contains("set-cookie")).isFalse();
    }

    @Test
    void passesBodiesOnToAndFromClientsOf2() {
        Promise<Digest> arrived = Promise.promise();
        depot.answers(request -> answer(request, arrived));

        AtomicReference<Digest> got = new AtomicReference<>();
        HttpClientResponse down = await(depot.http2()
                .get("/files/1")
                .compose(head -> Digest.of(head).onSuccess(got::set).map(head)));
        int status = await(depot.http2().post().compose(request -> {
                    new Pattern(LARGE).writeTo(request.setChunked(true));
                    return request.response();
                }))
                .statusCode();

        assertThat(got).hasValue(Pattern.of(LARGE));
        assertThat(down.trailers().get("x-checksum")).isEqualTo("abc");
        assertThat(status).isEqualTo(200);
        assertThat(await(arrived.future())).isEqualTo(Pattern.of(LARGE));
    }

    private static void answer(HttpServerRequest request, Promise<Digest> arrived) {
        if (request.method().equals(HttpMethod.GET)) {
            request.response().putTrailer("x-checksum", "abc");
            new Pattern(LARGE).send(request, false);
        } else {
            Digest.of(request)
                    .onComplete(arrived)
                    .onSuccess(all -> request.response().end("{}"));
        }
    }
}
