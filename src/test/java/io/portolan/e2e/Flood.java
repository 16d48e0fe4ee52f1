package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.WriteStream;
import java.util.concurrent.atomic.AtomicLong;

/** More bytes than anybody should keep, sent as fast as they are taken, without an end. */
final class Flood {

    private static final Buffer CHUNK = Buffer.buffer(new byte[64 * 1024]);

    /** What is sent while nobody reads is some megabytes, in the buffers of the system. */
    private static final long MOST = 128L << 20;

    private static final long REST_MS = 500;

    private final AtomicLong written = new AtomicLong();

    /** Answers a request with it. */
    void send(HttpServerRequest request) {
        writeTo(request.response().setChunked(true));
    }

    void writeTo(WriteStream<Buffer> out) {
        while (!out.writeQueueFull() && written.get() < MOST) {
            written.addAndGet(CHUNK.length());
            out.write(CHUNK).onFailure(gone -> written.set(MOST));
        }
        out.drainHandler(drained -> writeTo(out));
    }

    /** Waits until no more of it is taken; how much it was. */
    long atLast(Vertx vertx) {
        long before = -1;
        while (before != written.get()) {
            before = written.get();
            await(vertx.timer(REST_MS));
        }
        return before;
    }
}
