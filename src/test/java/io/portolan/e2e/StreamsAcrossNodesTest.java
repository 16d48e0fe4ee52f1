package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Listener;
import io.portolan.options.Role;
import io.portolan.testing.Cluster;
import io.portolan.testing.Depot;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are passed on as they come: an edge on one node, the consumer on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamsAcrossNodesTest {

    private static final long LENGTH = 64L << 20;

    private Cluster cluster;
    private Vertx edge;
    private Vertx worker;
    private RunningPortolan portolan;
    private DepotClient client;
    private volatile Consumer<HttpServerRequest> upstream = request -> {};

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        cluster = Cluster.start();
        edge = cluster.edge();
        worker = cluster.worker();
        int vendor = await(worker.createHttpServer()
                        .requestHandler(request -> upstream.accept(request))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Depot.write(folder, vendor);
        portolan = RunningPortolan.serve(worker, folder, Role.CONSUMER);
        int port = RunningPortolan.serve(edge, folder, Role.EDGE).port(Listener.Kind.REST);
        client = new DepotClient(edge.createHttpClient(), port);
    }

    @AfterEach
    void leavesNothingOpen() {
        cluster.awaitNothingOpen();
        assertThat(portolan.control("/metrics").bodyAsString()).contains("portolan_streams_open 0.0\n");
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void passesOnAnAnswerOfAnyLength() {
        Pattern sent = new Pattern(LENGTH);
        upstream = request -> sent.send(request, true);

        AtomicReference<String> length = new AtomicReference<>();
        Digest got = await(client.get("/files/1").compose(head -> {
            length.set(head.getHeader("content-length"));
            return Digest.of(head);
        }));

        assertThat(length).hasValue(Long.toString(LENGTH));
        assertThat(got).isEqualTo(sent.digest());
    }

    @Test
    void passesOnAnUploadOfAnyLength() {
        Promise<Digest> arrived = Promise.promise();
        upstream = request -> Digest.of(request)
                .onComplete(arrived)
                .onSuccess(all -> request.response().end("{}"));
        Pattern sent = new Pattern(LENGTH);

        int status = await(client.post().compose(request -> {
                    request.setChunked(true);
                    sent.writeTo(request);
                    return request.response();
                }))
                .statusCode();

        assertThat(status).isEqualTo(200);
        assertThat(await(arrived.future())).isEqualTo(sent.digest());
    }

    @Test
    void passesEventsOnOneByOneAndTellsTheUpstreamThatTheCallerLeft() {
        Promise<HttpServerRequest> asked = Promise.promise();
        upstream = asked::complete;
        Queue<String> got = new ConcurrentLinkedQueue<>();
        Future<HttpClientResponse> answer = client.get("/events")
                .onSuccess(
                        head -> head.handler(event -> got.add(event.toString())).resume());
        HttpServerRequest request = await(asked.future());
        AtomicLong left = new AtomicLong();
        request.response()
                .setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .closeHandler(closed -> left.set(System.nanoTime()));

        request.response().write("data: 1\n\n");
        HttpClientResponse response = await(answer);
        eventually(edge, () -> got.size() == 1);
        request.response().write("data: 2\n\n");
        eventually(edge, () -> got.size() == 2);
        long begun = System.nanoTime();
        response.request().reset();

        eventually(edge, () -> left.get() != 0);
        assertThat(Duration.ofNanos(left.get() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void breaksOffWhereTheUpstreamDid() {
        upstream = request -> {
            request.response().setChunked(true);
            request.response()
                    .write(Buffer.buffer(new byte[1000]))
                    .compose(written -> worker.timer(200))
                    .onComplete(any -> request.connection().close());
        };

        assertThatThrownBy(() -> await(client.get("/files/1").compose(Digest::of)))
                .hasMessageContaining("closed");
    }

    @Test
    void slowsTheUpstreamDownToItsReader() {
        Flood flood = new Flood();
        upstream = flood::send;

        HttpClientResponse response = await(client.get("/files/1"));

        assertThat(flood.atLast(edge)).isLessThan(32 << 20);
        response.request().reset();
    }

    @Test
    void slowsTheCallerDownToTheUpstream() {
        Promise<HttpServerRequest> asked = Promise.promise();
        upstream = request -> {
            request.pause();
            asked.complete(request);
        };
        HttpClientRequest request = await(client.post());
        request.setChunked(true);
        Flood flood = new Flood();
        flood.writeTo(request);
        HttpServerRequest received = await(asked.future());

        assertThat(flood.atLast(edge)).isLessThan(32 << 20);
        received.connection().close();
        // The answer to that may be here already, and then a reset leaves the connection to the next test.
        request.connection().close();
    }

    @Test
    void breaksTheUpstreamsRequestOffWhenTheUploadBreaksOff() {
        AtomicBoolean broken = new AtomicBoolean();
        upstream =
                request -> request.exceptionHandler(cause -> broken.set(true)).handler(chunk -> {});
        HttpClientRequest request = await(client.post());
        request.setChunked(true).write(Buffer.buffer(new byte[1000]));
        await(edge.timer(200));

        request.reset();

        eventually(edge, broken::get);
    }
}
