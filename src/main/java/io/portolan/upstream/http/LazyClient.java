package io.portolan.upstream.http;

import io.portolan.upstream.UpstreamSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * The client of one place, made with the first request: of thousands of upstreams few are called. Lives on one event
 * loop.
 */
public final class LazyClient {

    private final Vertx vertx;
    private final UpstreamSettings settings;
    // Held for as long as this is: a client without a reference to it is closed by the garbage collector.
    private @Nullable HttpClient client;
    private boolean closed;

    public LazyClient(Vertx vertx, UpstreamSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    Future<HttpClientRequest> request(RequestOptions options) {
        if (closed) {
            return Future.failedFuture(new IllegalStateException("closed"));
        }
        HttpClient made = client;
        if (made == null) {
            made = HttpClients.create(vertx, settings);
            client = made;
        }
        return made.request(options);
    }

    /** Closes every connection, and makes no other. */
    public Future<Void> close() {
        closed = true;
        return client == null ? Future.succeededFuture() : client.close();
    }
}
