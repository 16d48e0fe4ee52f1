package io.portolan.e2e;

import io.portolan.testing.Responses;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/**
 * Calls a Depot over REST.
 *
 * @param port at which it is served
 */
record DepotClient(HttpClient client, int port) {

    /** The response waits until it is resumed. */
    Future<HttpClientResponse> get(String path, String... headers) {
        return send(HttpMethod.GET, path, headers);
    }

    Future<HttpClientResponse> send(HttpMethod method, String path, String... headers) {
        return request(method, path, headers).compose(Responses::held);
    }

    /** An upload that has yet to begin. */
    Future<HttpClientRequest> post(String... headers) {
        return request(HttpMethod.POST, "/files", headers)
                .map(request -> request.putHeader("content-type", "application/octet-stream"));
    }

    private Future<HttpClientRequest> request(HttpMethod method, String path, String... headers) {
        return client.request(method, port, "127.0.0.1", path).map(request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.putHeader(headers[i], headers[i + 1]);
            }
            return request;
        });
    }
}
