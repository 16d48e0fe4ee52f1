package io.portolan.rest;

import io.portolan.bus.Failure;
import io.portolan.bus.stream.ByteStream;
import io.portolan.format.MediaTypes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a body on to the caller as it comes. One that breaks off never looks complete: its response is reset. */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ByteStream stream;
    private final Promise<Void> sent = Promise.promise();

    private Relay(HttpServerRequest request, ByteStream stream) {
        this.request = request;
        this.response = request.response();
        this.stream = stream;
    }

    /** Ends when all of it is written; fails when it broke off, or the caller is gone. */
    static Future<Void> send(HttpServerRequest request, ByteStream stream) {
        if (stream.length() >= 0) {
            request.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(stream.length()));
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            stream.cancel();
            return request.response().end();
        }
        Relay relay = new Relay(request, stream);
        relay.begin();
        return relay.sent.future();
    }

    private void begin() {
        if (response.closed()) {
            gone();
            return;
        }
        response.closeHandler(closed -> gone()).exceptionHandler(cause -> gone());
        if (stream.length() < 0) {
            frame();
        }
        if (MediaTypes.isEventStream(response.headers().get(HttpHeaders.CONTENT_TYPE))) {
            // Whoever waits for events wants to know that they may come.
            response.writeHead().onFailure(cause -> gone());
        }
        ReadStream<Buffer> bytes = stream.take();
        bytes.pipe().endOnFailure(false).endOnSuccess(false).to(response).onComplete(all -> end(), this::broken);
    }

    /** RFC 9112 6.3: to a client of HTTP/1.0 the end of the connection is the end of the body. */
    private void frame() {
        if (untilClosed()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        } else {
            response.setChunked(true);
        }
    }

    private boolean untilClosed() {
        return stream.length() < 0 && request.version() == HttpVersion.HTTP_1_0;
    }

    private void end() {
        if (response.isChunked()) {
            response.trailers().addAll(stream.trailers());
        }
        // The end of an HTTP/2 stream is told as its close as well.
        response.end().onComplete(written -> sent.tryComplete(), sent::tryFail);
        if (untilClosed()) {
            // Whatever it wished for, and was told: without a length nothing else ends it.
            request.connection().close().onFailure(cause -> gone());
        }
    }

    private void broken(Throwable cause) {
        LOG.atDebug().addKeyValue("error", cause).log("a body broke off");
        stream.cancel();
        if (response.headWritten() || response.closed()) {
            response.reset();
            sent.tryFail(cause);
        } else {
            // Nothing of it has gone out yet, so that it can still be told.
            String requestId = response.headers().get(Answers.REQUEST_ID);
            response.setChunked(false).headers().clear().set(Answers.REQUEST_ID, requestId);
            sent.tryFail(new Failure(Failure.Kind.UPSTREAM_BROKEN, String.valueOf(cause.getMessage())));
        }
    }

    private void gone() {
        stream.cancel();
        sent.tryFail("the caller is gone");
    }
}
