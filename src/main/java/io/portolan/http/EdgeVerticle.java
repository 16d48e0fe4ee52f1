package io.portolan.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One instance of a port: listens, serves what is mounted, drains. */
public final class EdgeVerticle extends VerticleBase {

    private final int port;
    private final Duration drain;
    private final EdgeOptions options;
    private final List<RouterMount> mounts;
    private volatile @Nullable EdgeServer server;

    /**
     * @param port 0 for any free one; below 0 for any free one that all who listen with the same number share
     * @param drain how long calls under way may take when it stops
     * @param mounts in the order in which their routes are tried
     */
    public EdgeVerticle(int port, Duration drain, EdgeOptions options, List<RouterMount> mounts) {
        this.port = port;
        this.drain = drain;
        this.options = options;
        this.mounts = List.copyOf(mounts);
    }

    @Override
    public Future<?> start() {
        return EdgeServer.listen(vertx, port, options, mounts).onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        EdgeServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.drain(drain);
    }

    /** Serves other mounts from the next request on. To be called once it is deployed, from any thread. */
    public void serve(EdgeOptions options, List<RouterMount> mounts) {
        listening().serve(options, mounts);
    }

    /** The port it really listens on, once deployed. */
    public int port() {
        return listening().port();
    }

    private EdgeServer listening() {
        EdgeServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("not deployed");
        }
        return listening;
    }
}
