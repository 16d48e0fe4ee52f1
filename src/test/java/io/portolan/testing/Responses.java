package io.portolan.testing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** Sends requests and loses nothing of what is answered, however late the test's thread comes to read it. */
public final class Responses {

    /** The response, paused; to be resumed by who reads it. */
    public static Future<HttpClientResponse> held(HttpClientRequest request) {
        Future<HttpClientResponse> held = request.response().map(response -> {
            response.pause();
            return response;
        });
        return request.send().compose(sent -> held);
    }

    /** The response's whole body. */
    public static Future<Buffer> body(HttpClientRequest request) {
        Future<Buffer> body = request.response().compose(HttpClientResponse::body);
        return request.send().compose(sent -> body);
    }

    private Responses() {}
}
