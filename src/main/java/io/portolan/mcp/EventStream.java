package io.portolan.mcp;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A response of several messages, as server-sent events. Lives on one event loop. */
final class EventStream {

    static final String MEDIA_TYPE = "text/event-stream";

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private static final CharSequence TYPE = HttpHeaders.createOptimized(MEDIA_TYPE);
    private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
    private static final byte[] BEGIN = "event: message\ndata: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Buffer COMMENT = Buffer.buffer(":\n\n");

    private final HttpServerResponse response;

    private EventStream(HttpServerResponse response) {
        this.response = response;
    }

    /** Begins the response; nothing but events can follow. */
    static EventStream begin(HttpServerResponse response) {
        response.setStatusCode(200)
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE)
                // nginx and others would hold events back otherwise.
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true);
        return new EventStream(response);
    }

    /** Whether the client is behind with reading, so that what is sent now would only be kept here. */
    boolean full() {
        return response.writeQueueFull();
    }

    /** Does something once the client has caught up. */
    void drained(Runnable action) {
        response.drainHandler(drained -> action.run());
    }

    void send(Buffer json) {
        if (open()) {
            response.write(event(json)).onFailure(EventStream::unsent);
        }
    }

    /** Says nothing, so that nobody on the way takes the stream for dead. */
    void comment() {
        if (open()) {
            response.write(COMMENT).onFailure(EventStream::unsent);
        }
    }

    /** Sends the last message. */
    void end(Buffer json) {
        if (open()) {
            response.end(event(json)).onFailure(EventStream::unsent);
        }
    }

    void end() {
        if (open()) {
            response.end().onFailure(EventStream::unsent);
        }
    }

    /** Breaks it off. */
    void drop() {
        if (open()) {
            response.reset();
        }
    }

    private boolean open() {
        return !response.ended() && !response.closed();
    }

    private static Buffer event(Buffer json) {
        return Buffer.buffer(BEGIN.length + json.length() + END.length)
                .appendBytes(BEGIN)
                .appendBuffer(oneLine(json))
                .appendBytes(END);
    }

    /** A line's end would end the event's data; outside of strings, where alone JSON has them, a blank means the same. */
    private static Buffer oneLine(Buffer json) {
        byte[] bytes = json.getBytes();
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                bytes[at] = ' ';
            }
        }
        return Buffer.buffer(bytes);
    }

    private static void unsent(Throwable cause) {
        LOG.atDebug().addKeyValue("error", cause).log("event was not sent");
    }
}
