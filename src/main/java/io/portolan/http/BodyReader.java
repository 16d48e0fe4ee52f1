package io.portolan.http;

import io.portolan.options.Size;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a request's whole body, up to a limit. */
public final class BodyReader {

    private static final CharSequence CONTINUE = HttpHeaders.createOptimized("100-continue");

    private static final long LINGER_SECONDS = 1;

    private final Promise<Buffer> whole = Promise.promise();
    private final HttpServerRequest request;
    private final Size limit;
    private Buffer bytes = Buffer.buffer(0);

    private BodyReader(HttpServerRequest request, Size limit) {
        this.request = request;
        this.limit = limit;
    }

    /**
     * Reads the body. To be called in the request's handler itself: a tick later bytes may be lost.
     *
     * @return the bytes, empty when there is no body; fails with {@link BodyTooLargeException}, without reading when
     *     the announced length tells, or with the connection's error when the caller is gone
     */
    public static Future<Buffer> read(HttpServerRequest request, Size limit) {
        if (announced(request) > limit.bytes()) {
            closeSoon(request);
            return Future.failedFuture(new BodyTooLargeException(limit));
        }
        BodyReader reader = new BodyReader(request, limit);
        request.handler(reader::take).exceptionHandler(reader::broken).endHandler(reader::end);
        invite(request);
        return reader.whole.future();
    }

    /** Tells a caller who waits for it to send its body (RFC 9110 10.1.1). */
    static void invite(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.EXPECT, CONTINUE, true)) {
            request.response().writeContinue().onFailure(Problems::gone);
        }
    }

    /** Whether a body may follow the head; without one there is nothing to read. */
    public static boolean expected(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded();
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** The length that the head announces; below 0 when it does not. */
    public static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }

    /**
     * Nobody wants the rest of the body. A caller that is still sending would lose the answer to an immediate close
     * (RFC 9112 9.6), so it gets a moment to read it.
     */
    static void closeSoon(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            stopSoon(request);
        } else {
            if (!request.response().headWritten()) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            request.connection().shutdown(LINGER_SECONDS, TimeUnit.SECONDS).onFailure(Problems::gone);
        }
    }

    /** RFC 9113 8.1: a stream whose answer is complete may be told to stop. */
    private static void stopSoon(HttpServerRequest request) {
        Context here = Vertx.currentContext();
        if (here != null && !request.isEnded()) {
            here.owner().setTimer(LINGER_SECONDS * 1000, timer -> {
                if (!request.isEnded()) {
                    request.response().reset(0);
                }
            });
        }
    }

    private void take(Buffer chunk) {
        if (whole.future().isComplete()) {
            return;
        }
        if ((long) bytes.length() + chunk.length() > limit.bytes()) {
            bytes = Buffer.buffer(0);
            closeSoon(request);
            whole.tryFail(new BodyTooLargeException(limit));
        } else {
            bytes = bytes.length() == 0 ? chunk : bytes.appendBuffer(chunk);
        }
    }

    private void end(@Nullable Void nothing) {
        whole.tryComplete(bytes);
    }

    private void broken(Throwable cause) {
        whole.tryFail(cause);
    }
}
