package io.portolan.upstream;

import io.portolan.bus.CallContext;
import io.portolan.bus.Result;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;

/**
 * Every layer between a flow and an upstream, in order. Today there is one:
 *
 * <ol>
 *   <li>{@link HttpExchange}: the request itself, its timeouts, the limit of the answer's size
 * </ol>
 *
 * A policy is one more class that is an {@link Exchange} around an {@link Exchange}, and one more line here.
 */
public final class UpstreamStack implements Exchange {

    // Held for as long as the stack is: a client without a reference to it is closed by the garbage collector.
    private final HttpClient client;
    private final Exchange outermost;

    private UpstreamStack(HttpClient client, Exchange outermost) {
        this.client = client;
        this.outermost = outermost;
    }

    /** The stack of one consumer instance, with a client of its own. */
    public static UpstreamStack open(Vertx vertx, UpstreamSettings settings) {
        HttpClient client = HttpClients.create(vertx, settings);
        return new UpstreamStack(client, new HttpExchange(vertx, client, settings));
    }

    @Override
    public Future<Result> send(UpstreamRequest request, CallContext context) {
        return outermost.send(request, context);
    }

    /** Closes every connection; calls under way fail. */
    public Future<Void> close() {
        return client.close();
    }
}
