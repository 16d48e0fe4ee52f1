package io.portolan.e2e;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests with one file, or the range of it that is asked for. */
final class OneFile {

    private static final int CHUNK = 64 * 1024;
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final String type;
    private volatile byte[] bytes;
    private volatile String etag = "\"1\"";
    private boolean ranges = true;
    private boolean announced = true;
    private int status = 200;

    OneFile(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** Takes no notice of ranges, and has no ETag. */
    OneFile plain() {
        ranges = false;
        return this;
    }

    /** Is the content of an error. */
    OneFile failing() {
        status = 500;
        ranges = false;
        return this;
    }

    /** Does not say how long it is. */
    OneFile unannounced() {
        announced = false;
        return this;
    }

    /** Becomes another file. */
    void change(byte[] other) {
        bytes = other;
        etag = "\"2\"";
    }

    /** How often it was asked for. */
    int requests() {
        return requests.get();
    }

    /** How many bytes it has written. */
    long sent() {
        return sent.get();
    }

    void answer(HttpServerRequest request) {
        requests.incrementAndGet();
        byte[] all = bytes;
        HttpServerResponse response = request.response().setStatusCode(status).putHeader("content-type", type);
        int from = 0;
        int to = all.length;
        if (ranges) {
            response.putHeader("etag", etag);
            String range = request.getHeader("range");
            String condition = request.getHeader("if-range");
            Matcher matcher = RANGE.matcher(range == null ? "" : range);
            if (matcher.matches() && (condition == null || condition.equals(etag))) {
                from = Integer.parseInt(matcher.group(1));
                to = Math.min(all.length, Integer.parseInt(matcher.group(2)) + 1);
                response.setStatusCode(206)
                        .putHeader("content-range", "bytes " + from + "-" + (to - 1) + "/" + all.length);
            }
        }
        if (announced) {
            response.putHeader("content-length", Integer.toString(to - from));
        } else {
            response.setChunked(true);
        }
        write(response, all, from, to);
    }

    private void write(HttpServerResponse response, byte[] all, int from, int to) {
        int at = from;
        while (at < to && !response.closed()) {
            if (response.writeQueueFull()) {
                int next = at;
                response.drainHandler(drained -> write(response, all, next, to));
                return;
            }
            int length = Math.min(CHUNK, to - at);
            response.write(Buffer.buffer(length).appendBytes(all, at, length));
            sent.addAndGet(length);
            at += length;
        }
        if (!response.closed()) {
            response.drainHandler(null);
            response.end();
        }
    }
}
