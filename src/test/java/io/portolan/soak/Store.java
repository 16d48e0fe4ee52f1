package io.portolan.soak;

import io.portolan.testing.RunningPortolan;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The upstream of the soak runs: files of any length, uploads, a flood, events. */
final class Store {

    private static final String FILES = "/files/";
    private static final String CUT = "/cut/";
    private static final Buffer DROP = Buffer.buffer(new byte[16 * 1024]);

    private final Vertx vertx;
    private final HttpServer server;
    private final AtomicLong flooded = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private volatile Handler<HttpServerRequest> events =
            request -> request.response().end();

    Store(Vertx vertx, HttpServerOptions options) {
        this.vertx = vertx;
        server = RunningPortolan.await(
                vertx.createHttpServer(options).requestHandler(this::serve).listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /** What all floods have sent, into the socket or what waits in front of it. */
    long flooded() {
        return flooded.get();
    }

    /** How many answers are under way. */
    int open() {
        return open.get();
    }

    /** Events 'n time', so many, so far apart; endless below 0. */
    void tells(int count, long everyMs) {
        events = request -> {
            HttpServerResponse response = request.response().setChunked(true);
            response.putHeader("content-type", "text/event-stream");
            response.writeHead().onFailure(gone -> {});
            int[] told = {0};
            vertx.setPeriodic(everyMs, timer -> {
                if (response.closed() || told[0] == count) {
                    vertx.cancelTimer(timer);
                    if (!response.closed()) {
                        response.end().onFailure(gone -> {});
                    }
                } else {
                    told[0]++;
                    response.write("data: " + told[0] + " " + System.nanoTime() + "\n\n")
                            .onFailure(gone -> {});
                }
            });
        };
    }

    private void serve(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        open.incrementAndGet();
        response.endHandler(over -> open.decrementAndGet());
        String path = request.path();
        if (path.equals("/events")) {
            events.handle(request);
        } else if (path.equals("/flood")) {
            response.setChunked(true).setWriteQueueMaxSize(DROP.length());
            flood(response);
        } else if (path.startsWith(CUT)) {
            long length = Long.parseLong(path.substring(CUT.length()));
            response.setChunked(true);
            Bytes.write(
                    response, length, written -> request.connection().close().onFailure(gone -> {}));
        } else if (path.startsWith(FILES)) {
            long length = Long.parseLong(path.substring(FILES.length()));
            response.putHeader("content-length", Long.toString(length));
            Bytes.write(response, length);
        } else {
            Received.of(request)
                    .onSuccess(all -> response.putHeader("content-type", "application/json")
                            .end(JsonObject.of("length", all.length(), "sha256", all.sha256())
                                    .encode())
                            .onFailure(gone -> {}));
        }
    }

    private void flood(HttpServerResponse response) {
        while (!response.closed() && !response.writeQueueFull()) {
            flooded.addAndGet(DROP.length());
            response.write(DROP).onFailure(gone -> {});
        }
        response.drainHandler(drained -> flood(response));
    }
}
