package io.portolan.http;

import io.portolan.format.ProblemDocument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends problem documents, and makes those that follow from HTTP alone. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final CharSequence MEDIA_TYPE = HttpHeaders.createOptimized(ProblemDocument.MEDIA_TYPE);

    /** Answers with the problem and its status; does nothing when there is nobody left to answer. */
    public static void send(RoutingContext context, ProblemDocument problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        Long retryAfterMs = problem.retryAfterMs();
        if (retryAfterMs != null) {
            // RFC 9110 10.2.3: whole seconds.
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.ceilDiv(retryAfterMs, 1000L)));
        }
        Buffer document = problem.withRequestId(RequestIds.of(context)).toBuffer();
        boolean head = context.request().method().equals(HttpMethod.HEAD);
        (head ? response.end() : response.end(document)).onFailure(Problems::gone);
    }

    /** The problem that is nothing but a status. */
    public static ProblemDocument of(int status, String detail) {
        return switch (status) {
            case 400 -> ProblemDocument.of("bad-request", "Bad request", status, detail);
            case 403 -> ProblemDocument.of("forbidden", "Forbidden", status, detail);
            case 404 -> ProblemDocument.of("not-found", "Not found", status, detail);
            case 405 -> ProblemDocument.of("method-not-allowed", "Method not allowed", status, detail);
            case 406 -> ProblemDocument.of("not-acceptable", "Not acceptable", status, detail);
            case 408 -> ProblemDocument.of("request-timeout", "Request timeout", status, detail);
            case 413 -> ProblemDocument.of("body-too-large", "Request body too large", status, detail);
            case 414 -> ProblemDocument.of("uri-too-long", "URI too long", status, detail);
            case 415 -> ProblemDocument.of("unsupported-media-type", "Unsupported media type", status, detail);
            case 431 -> ProblemDocument.of("headers-too-large", "Request headers too large", status, detail);
            case 503 -> ProblemDocument.of("unavailable", "Not available now", status, detail);
            default ->
                status < 500
                        ? ProblemDocument.of("bad-request", "Bad request", status, detail)
                        : ProblemDocument.of("internal", "Internal error", status, detail);
        };
    }

    /** The problem of a request whose body is over the limit. */
    public static ProblemDocument of(BodyTooLargeException cause) {
        return of(413, String.valueOf(cause.getMessage()));
    }

    /** For the outcome of a write: the caller is gone, and nobody else has to know. */
    static void gone(Throwable cause) {
        LOG.atDebug().addKeyValue("error", cause).log("caller went away before the end");
    }

    private Problems() {}
}
