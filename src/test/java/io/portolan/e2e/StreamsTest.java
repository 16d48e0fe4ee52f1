package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Listener;
import io.portolan.bus.stream.Streams;
import io.portolan.testing.ProblemAnswer;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
    private HttpClient client;
    private RunningPortolan portolan;
    private volatile Consumer<HttpServerRequest> upstream = request -> {};

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        this.vertx = vertx;
        client = vertx.createHttpClient();
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> upstream.accept(request))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Depot.write(folder, port);
        portolan = RunningPortolan.serve(vertx, folder);
    }

    @AfterEach
    void leavesNothingOpen() {
        eventually(vertx, () -> Streams.of(vertx).open() == 0);
    }

    @Test
    void passesOnAnAnswerOfAnyLength() {
        Pattern sent = new Pattern(300L * CHUNK);
        upstream = request -> sent.send(request, false);

        Digest got = await(get("/files/1").compose(Digest::of));

        assertThat(got).isEqualTo(sent.digest());
    }

    @Test
    void passesOnTheLengthAndTheHeadOfADownload() {
        Pattern sent = new Pattern(3L * CHUNK);
        upstream = request -> {
            request.response()
                    .putHeader("content-disposition", "attachment; filename=a.bin")
                    .putHeader("etag", "\"1\"")
                    .putHeader("content-encoding", "gzip")
                    .putHeader("accept-ranges", "bytes");
            sent.send(request, true);
        };

        HttpClientResponse response =
                await(get("/files/1").compose(head -> Digest.of(head).map(head)));

        assertThat(response.getHeader("content-length")).isEqualTo(Long.toString(3L * CHUNK));
        assertThat(response.getHeader("content-disposition")).isEqualTo("attachment; filename=a.bin");
        assertThat(response.getHeader("etag")).isEqualTo("\"1\"");
        assertThat(response.getHeader("content-encoding")).isEqualTo("gzip");
        assertThat(response.getHeader("accept-ranges")).isEqualTo("bytes");
    }

    @Test
    void passesOnWhatFollowsTheBody() {
        upstream = request -> {
            request.response().setChunked(true).putHeader("trailer", "x-checksum");
            request.response().write("some bytes");
            request.response().putTrailer("x-checksum", "abc");
            request.response().end();
        };

        HttpClientResponse response =
                await(get("/files/1").compose(head -> Digest.of(head).map(head)));

        assertThat(response.trailers().get("x-checksum")).isEqualTo("abc");
    }

    @Test
    void passesEventsOnOneByOne() {
        Promise<HttpServerRequest> asked = Promise.promise();
        upstream = asked::complete;
        Queue<String> got = new ConcurrentLinkedQueue<>();
        Future<HttpClientResponse> answer =
                get("/events").onSuccess(response -> response.handler(event -> got.add(event.toString())));
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
        upstream = request -> {
            request.response().setChunked(true).closeHandler(closed -> left.set(true));
            request.response().write("data: 1\n\n");
        };

        HttpClientResponse response = await(get("/events"));
        response.request().reset();

        eventually(vertx, left::get);
    }

    @Test
    void breaksOffWhereTheUpstreamDid() {
        upstream = request -> {
            request.response().setChunked(true);
            request.response().write(Buffer.buffer(new byte[1000]));
            vertx.setTimer(200, sent -> request.connection().close());
        };

        assertThatThrownBy(() -> await(get("/files/1").compose(Digest::of))).hasMessageContaining("closed");
    }

    @Test
    void saysWhatIsWrongWhereNothingHasGoneOutYet() {
        upstream = request -> {
            request.response().setChunked(true).putHeader("etag", "\"1\"");
            request.response()
                    .writeHead()
                    .onComplete(any -> request.connection().close());
        };

        HttpResponse<Buffer> answer = portolan.get("/files/1");

        assertThat(ProblemAnswer.of(answer, 502, "upstream-broken").getString("detail"))
                .endsWith("broke off");
        assertThat(answer.getHeader("etag")).isNull();
    }

    @Test
    void tellsAtOnceThatEventsMayCome() {
        upstream = request -> request.response()
                .setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .writeHead();

        HttpClientResponse response = await(get("/events"));

        assertThat(response.statusCode()).isEqualTo(200);
        response.request().reset();
    }

    @Test
    void slowsTheUpstreamDownToItsReader() {
        AtomicLong written = new AtomicLong();
        upstream = request -> flood(request, written);

        HttpClientResponse response = await(get("/files/1"));
        response.pause();
        await(vertx.timer(500));
        long before = written.get();
        await(vertx.timer(500));

        assertThat(written.get()).isEqualTo(before).isLessThan(32 << 20);
        response.request().reset();
    }

    @Test
    void passesOnAnUploadOfAnyLength() {
        Promise<Digest> arrived = Promise.promise();
        upstream = request -> Digest.of(request)
                .onComplete(arrived)
                .onSuccess(all -> request.response().end("{}"));
        Pattern sent = new Pattern(200L * CHUNK);

        int status = await(post("application/octet-stream").compose(request -> {
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
        upstream = request ->
                Digest.of(request).onSuccess(all -> request.response().end("{}"));
        AtomicBoolean invited = new AtomicBoolean();

        int status = await(post("application/octet-stream").compose(request -> {
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
        upstream =
                request -> request.exceptionHandler(cause -> broken.set(true)).handler(chunk -> {});
        HttpClientRequest request = await(post("application/octet-stream"));
        request.setChunked(true).write(Buffer.buffer(new byte[1000]));
        await(vertx.timer(200));

        request.reset();

        eventually(vertx, broken::get);
    }

    @Test
    void answersWhatTheUpstreamSaysBeforeItHasTheWholeUpload() {
        upstream = request -> {
            request.pause();
            request.response()
                    .setStatusCode(413)
                    .putHeader("connection", "close")
                    .end("too large for us");
        };
        HttpClientRequest request = await(post("application/octet-stream"));
        request.setChunked(true).write(Buffer.buffer(new byte[1000]));

        HttpClientResponse response = await(request.response());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    private static void flood(HttpServerRequest request, AtomicLong written) {
        request.response().setChunked(true);
        Buffer chunk = Buffer.buffer(new byte[CHUNK]);
        Runnable[] more = new Runnable[1];
        more[0] = () -> {
            while (!request.response().writeQueueFull() && !request.response().closed()) {
                written.addAndGet(CHUNK);
                request.response().write(chunk);
            }
            request.response().drainHandler(drained -> more[0].run());
        };
        more[0].run();
    }

    private Future<HttpClientResponse> get(String path) {
        return client.request(HttpMethod.GET, portolan.port(Listener.Kind.REST), "127.0.0.1", path)
                .compose(HttpClientRequest::send);
    }

    private Future<HttpClientRequest> post(String type) {
        return client.request(HttpMethod.POST, portolan.port(Listener.Kind.REST), "127.0.0.1", "/files")
                .map(request -> request.putHeader("content-type", type));
    }
}
