package io.portolan.mcp;

import io.portolan.bus.Invoker;
import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeServer;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.McpServer;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens on one MCP port. */
public final class McpVerticle extends VerticleBase {

    private final McpMount mount;
    private final int port;
    private final PortolanOptions options;
    private @Nullable EdgeServer server;

    /** @param version of this software, for {@code serverInfo} */
    public McpVerticle(
            McpServer server, PortolanOptions options, Invoker invoker, CallRecorder recorder, String version) {
        this.mount = new McpMount(server, options, invoker, recorder, version);
        this.port = server.port();
        this.options = options;
    }

    @Override
    public Future<?> start() {
        McpOptions mcp = options.mcp();
        TimeoutOptions timeouts = options.timeouts();
        EdgeOptions edge = new EdgeOptions(
                mcp.host(),
                mcp.allowedHosts(),
                mcp.allowedOrigins(),
                options.limits().body(),
                timeouts.total().plus(timeouts.idle()));
        return EdgeServer.listen(vertx, port, edge, List.of(mount)).onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        return server == null
                ? Future.succeededFuture()
                : server.drain(options.timeouts().drain());
    }

    /** The port it really listens on, once deployed. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not deployed");
        }
        return server.port();
    }
}
