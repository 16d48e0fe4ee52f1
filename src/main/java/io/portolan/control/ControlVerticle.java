package io.portolan.control;

import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeServer;
import io.portolan.options.Size;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens for the operator, on a port of its own. */
public final class ControlVerticle extends VerticleBase {

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Size NO_BODY = new Size(0);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final int port;
    private final String host;
    private final ControlMount mount;
    private @Nullable EdgeServer server;

    /**
     * @param port 0 for any free one
     * @param host the address to bind
     */
    public ControlVerticle(int port, String host, ControlMount mount) {
        this.port = port;
        this.host = host;
        this.mount = mount;
    }

    @Override
    public Future<?> start() {
        return EdgeServer.listen(vertx, port, options(), List.of(mount)).onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.drain(DRAIN);
    }

    /** The port it listens on, once deployed. */
    public int port() {
        return server == null ? port : server.port();
    }

    private EdgeOptions options() {
        return new EdgeOptions(host, List.of(), List.of(), NO_BODY, IDLE);
    }
}
