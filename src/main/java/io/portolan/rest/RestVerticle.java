package io.portolan.rest;

import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeServer;
import io.portolan.http.RouterMount;
import io.portolan.options.RestOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.RestServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One REST port: listens, mounts, drains. */
public final class RestVerticle extends VerticleBase {

    private final RestServer plan;
    private final RestOptions options;
    private final RestBackend backend;
    private final List<RouterMount> guests;
    private @Nullable EdgeServer server;

    /** @param guests other edges on the same port; their routes are tried first */
    public RestVerticle(RestServer plan, RestOptions options, RestBackend backend, List<RouterMount> guests) {
        this.plan = plan;
        this.options = options;
        this.backend = backend;
        this.guests = List.copyOf(guests);
    }

    @Override
    public Future<?> start() {
        List<RouterMount> mounts = Stream.concat(guests.stream(), Stream.of(new RestMount(plan, backend)))
                .toList();
        return EdgeServer.listen(vertx, plan.port(), edge(), mounts).onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        return server == null
                ? Future.succeededFuture()
                : server.drain(backend.timeouts().drain());
    }

    /** The port it really listens on, once deployed. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not deployed");
        }
        return server.port();
    }

    private EdgeOptions edge() {
        TimeoutOptions timeouts = backend.timeouts();
        return new EdgeOptions(
                options.host(),
                options.allowedHosts(),
                options.allowedOrigins(),
                backend.limits().body(),
                timeouts.total().plus(timeouts.idle()));
    }
}
