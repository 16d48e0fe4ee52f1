package io.portolan.rest;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends results as they came from upstream: status, media type, headers, bytes. */
final class Answers {

    /** Of every answer. */
    static final String REQUEST_ID = "x-request-id";

    private static final String UPSTREAM_REQUEST_ID = "x-upstream-request-id";

    /** Ends when the answer is written; fails when the caller is gone. */
    static Future<Void> send(HttpServerRequest request, Result result) {
        HttpServerResponse response = request.response().setStatusCode(result.status());
        MultiMap headers = response.headers();
        for (Header header : result.headers()) {
            add(header, headers);
        }
        if (result.contentType() != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, result.contentType());
        }
        return switch (result.body()) {
            case Body.Whole whole -> end(request, whole.bytes());
            case Body.Streamed streamed -> Relay.send(request, streamed.stream());
        };
    }

    private static void add(Header header, MultiMap headers) {
        if (header.name().equalsIgnoreCase(REQUEST_ID)) {
            // Ours names the call in our log; the vendor's is what their support asks for.
            headers.add(UPSTREAM_REQUEST_ID, header.value());
        } else {
            headers.add(header.name(), header.value());
        }
    }

    private static Future<Void> end(HttpServerRequest request, Buffer bytes) {
        HttpServerResponse response = request.response();
        if (!request.method().equals(HttpMethod.HEAD)) {
            return response.end(bytes);
        }
        if (bytes.length() > 0) {
            // RFC 9110 9.3.2: the length a GET would have.
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()));
        }
        return response.end();
    }

    private Answers() {}
}
