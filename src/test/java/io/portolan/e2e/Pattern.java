package io.portolan.e2e;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.WriteStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** So many bytes, no two chunks alike; sent as fast as they are taken, and summed up as they go. */
final class Pattern {

    private static final int CHUNK = 64 * 1024;

    private final long length;
    private final MessageDigest sum = Digest.begin();
    private long sent;

    Pattern(long length) {
        this.length = length;
    }

    /** What so many of them are. */
    static Digest of(long length) {
        Pattern all = new Pattern(length);
        while (all.sent < length) {
            all.next();
        }
        return all.digest();
    }

    /** Answers a request with them, their length announced. */
    void send(HttpServerRequest request, Map<String, String> headers, int status) {
        request.response().setStatusCode(status).headers().addAll(headers);
        send(request, true);
    }

    /** Answers a request with them. */
    void send(HttpServerRequest request, boolean announced) {
        if (announced) {
            request.response().putHeader("content-length", Long.toString(length));
        } else {
            request.response().setChunked(true);
        }
        writeTo(request.response());
    }

    /** Writes them, and ends. */
    void writeTo(WriteStream<Buffer> out) {
        while (sent < length) {
            if (out.writeQueueFull()) {
                out.drainHandler(drained -> writeTo(out));
                return;
            }
            out.write(next());
        }
        out.drainHandler(null);
        out.end();
    }

    private Buffer next() {
        byte[] chunk = new byte[(int) Math.min(CHUNK, length - sent)];
        for (int at = 0; at < chunk.length; at++) {
            chunk[at] = (byte) (sent / CHUNK * 31 + at * 7L);
        }
        sum.update(chunk);
        sent += chunk.length;
        return Buffer.buffer(chunk);
    }

    /** Of all of them, once they are sent. */
    Digest digest() {
        return new Digest(sent, HexFormat.of().formatHex(sum.digest()));
    }
}
