package io.portolan.upstream.http;

import io.portolan.bus.stream.ByteStream;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;

/**
 * A request's body on its way, as it comes. Whoever it comes from is watched at its source; here one sees whether the
 * upstream takes it. Lives on one event loop.
 */
final class Sending {

    private final HttpClientRequest request;
    private final ByteStream stream;
    private final Runnable moved;
    private long sent;
    private boolean held;
    private boolean over;
    private boolean whole;

    private Sending(HttpClientRequest request, ByteStream stream, Runnable moved) {
        this.request = request;
        this.stream = stream;
        this.moved = moved;
    }

    /**
     * Begins.
     *
     * @param moved told whenever there is progress
     * @param broken told when the body ends before its end
     */
    static Sending begin(HttpClientRequest request, ByteStream stream, Runnable moved, Handler<Throwable> broken) {
        Sending sending = new Sending(request, stream, moved);
        if (stream.length() >= 0) {
            request.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(stream.length()));
        } else {
            request.setChunked(true);
        }
        ReadStream<Buffer> bytes = stream.take();
        bytes.exceptionHandler(cause -> {
                    if (!sending.over) {
                        sending.over = true;
                        broken.handle(cause);
                    }
                })
                .endHandler(end -> sending.end())
                .handler(chunk -> sending.forward(bytes, chunk))
                .resume();
        return sending;
    }

    /** Whether there is more to come. */
    boolean underWay() {
        return !over;
    }

    /** Whether all of it was sent. */
    boolean whole() {
        return whole;
    }

    /** Whether the upstream has yet to take what was sent. */
    boolean held() {
        return held;
    }

    /** Sends no more of it. */
    void stop() {
        if (!over) {
            over = true;
            stream.cancel();
        }
    }

    private void forward(ReadStream<Buffer> bytes, Buffer chunk) {
        if (over) {
            return;
        }
        moved.run();
        sent += chunk.length();
        if (sent == stream.length()) {
            // The upstream may answer as soon as it has the last byte.
            over = true;
            whole = true;
            request.end(chunk);
            return;
        }
        // When it fails, the connection has, which the answer tells.
        request.write(chunk);
        if (request.writeQueueFull()) {
            held = true;
            bytes.pause();
            request.drainHandler(drained -> {
                held = false;
                moved.run();
                bytes.resume();
            });
        }
    }

    private void end() {
        if (!over) {
            over = true;
            whole = true;
            moved.run();
            request.end();
        }
    }
}
