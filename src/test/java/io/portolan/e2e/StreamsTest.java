package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.testing.ProblemAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are passed on as they come, through REST in one process. */
@ExtendWith(VertxExtension.class)
final class StreamsTest {

    private static final int CHUNK = 64 * 1024;

    @TempDir
    private Path folder;

    private Vertx vertx;
    private DepotRun depot;

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
    void passesOnAnAnswerOfAnyLength() {
        Pattern sent = new Pattern(300L * CHUNK);
        depot.answers(request -> sent.send(request, false));

        Digest got = await(depot.get("/files/1").compose(Digest::of));

        assertThat(got).isEqualTo(sent.digest());
    }

    @Test
    void passesOnTheLengthAndTheHeadOfADownload() {
        Pattern sent = new Pattern(3L * CHUNK);
        depot.answers(request -> {
            request.response()
                    .putHeader("content-disposition", "attachment; filename=a.bin")
                    .putHeader("etag", "\"1\"")
                    .putHeader("content-encoding", "gzip")
                    .putHeader("accept-ranges", "bytes");
            sent.send(request, true);
        });

        HttpClientResponse response =
                await(depot.get("/files/1").compose(head -> Digest.of(head).map(head)));

        assertThat(response.getHeader("content-length")).isEqualTo(Long.toString(3L * CHUNK));
        assertThat(response.getHeader("content-disposition")).isEqualTo("attachment; filename=a.bin");
        assertThat(response.getHeader("etag")).isEqualTo("\"1\"");
        assertThat(response.getHeader("content-encoding")).isEqualTo("gzip");
        assertThat(response.getHeader("accept-ranges")).isEqualTo("bytes");
    }

    @Test
    void passesOnWhatFollowsTheBody() {
        depot.answers(request -> {
            request.response().setChunked(true).putHeader("trailer", "x-checksum");
            request.response().write("some bytes");
            request.response().putTrailer("x-checksum", "abc");
            request.response().end();
        });

        HttpClientResponse response =
                await(depot.get("/files/1").compose(head -> Digest.of(head).map(head)));

        assertThat(response.trailers().get("x-checksum")).isEqualTo("abc");
    }

    @Test
    void passesEventsOnOneByOne() {
        Promise<HttpServerRequest> asked = Promise.promise();
        depot.answers(asked::complete);
        Queue<String> got = new ConcurrentLinkedQueue<>();
        Future<HttpClientResponse> answer = depot.get("/events")
                .onSuccess(response ->
                        response.handler(event -> got.add(event.toString())).resume());
        HttpServerRequest request = await(asked.future());
        request.response().setChunked(true).putHeader("content-type", "text/event-stream");

        request.response().write("data: 1\n\n");
        await(answer);

        eventually(vertx, () -> got.size() == 1);
        request.response().write("data: 2\n\n");
        eventually(vertx, () -> got.size() == 2);
        request.response().end();

        assertThat(got).containsExactly("data: 1\n\n", "data: 2\n\n");
    }

    @Test
    void tellsTheUpstreamThatTheCallerLeft() {
        AtomicBoolean left = new AtomicBoolean();
        depot.answers(request -> {
            request.response().setChunked(true).closeHandler(closed -> left.set(true));
            request.response().write("data: 1\n\n");
        });

        HttpClientResponse response = await(depot.get("/events"));
        response.request().reset();

        eventually(vertx, left::get);
    }

    @Test
    void breaksOffWhereTheUpstreamDid() {
        depot.answers(request -> {
            request.response().setChunked(true);
            request.response().write(Buffer.buffer(new byte[1000]));
            vertx.setTimer(200, sent -> request.connection().close());
        });

        assertThatThrownBy(() -> await(depot.get("/files/1").compose(Digest::of)))
                .hasMessageContaining("closed");
    }

    @Test
    void saysWhatIsWrongWhereNothingHasGoneOutYet() {
        depot.answers(request -> {
            request.response().setChunked(true).putHeader("etag", "\"1\"");
            request.response()
                    .writeHead()
                    .onComplete(any -> request.connection().close());
        });

        HttpResponse<Buffer> answer = depot.portolan().get("/files/1");

        assertThat(ProblemAnswer.of(answer, 502, "upstream-broken").getString("detail"))
                .endsWith("broke off");
        assertThat(answer.getHeader("etag")).isNull();
    }

    @Test
    void tellsAtOnceThatEventsMayCome() {
        depot.answers(request -> request.response()
                .setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .writeHead());

        HttpClientResponse response = await(depot.get("/events"));

        assertThat(response.statusCode()).isEqualTo(200);
        response.request().reset();
    }

    @Test
    void slowsTheUpstreamDownToItsReader() {
        Flood flood = new Flood();
        depot.answers(flood::send);

        HttpClientResponse response = await(depot.get("/files/1"));

        assertThat(flood.atLast(vertx)).isLessThan(32 << 20);
        response.request().reset();
    }

    @Test
    void passesOnAnUploadOfAnyLength() {
        Promise<Digest> arrived = Promise.promise();
        depot.answers(request -> Digest.of(request)
                .onComplete(arrived)
                .onSuccess(all -> request.response().end("{}")));
        Pattern sent = new Pattern(200L * CHUNK);

        int status = await(depot.post().compose(request -> {
                    request.setChunked(true);
                    sent.writeTo(request);
                    return request.response();
                }))
                .statusCode();

        assertThat(status).isEqualTo(200);
        assertThat(await(arrived.future())).isEqualTo(sent.digest());
    }

    @Test
    void asksForAnUploadOnlyWhenTheUpstreamIsThere() {
        depot.answers(request ->
                Digest.of(request).onSuccess(all -> request.response().end("{}")));
        AtomicBoolean invited = new AtomicBoolean();

        int status = await(depot.post().compose(request -> {
                    request.putHeader("expect", "100-continue").putHeader("content-length", "100000");
                    request.continueHandler(go -> {
                        invited.set(true);
                        request.end(Buffer.buffer(new byte[100_000]));
                    });
                    request.sendHead();
                    return request.response();
                }))
                .statusCode();

        assertThat(status).isEqualTo(200);
        assertThat(invited).isTrue();
    }

    @Test
    void breaksTheUpstreamsRequestOffWhenTheUploadBreaksOff() {
        AtomicBoolean broken = new AtomicBoolean();
        depot.answers(
                request -> request.exceptionHandler(cause -> broken.set(true)).handler(chunk -> {}));
        HttpClientRequest request = await(depot.post());
        request.setChunked(true).write(Buffer.buffer(new byte[1000]));
        await(vertx.timer(200));

        request.reset();

        eventually(vertx, broken::get);
    }

    @Test
    void answersWhatTheUpstreamSaysBeforeItHasTheWholeUpload() {
        depot.answers(request -> {
            request.pause();
            request.response()
                    .setStatusCode(413)
                    .putHeader("connection", "close")
                    .end("too large for us");
        });
        HttpClientRequest request = await(depot.post());
        request.setChunked(true).write(Buffer.buffer(new byte[1000]));

        HttpClientResponse response = await(request.response());

        assertThat(response.statusCode()).isEqualTo(413);
    }
}
