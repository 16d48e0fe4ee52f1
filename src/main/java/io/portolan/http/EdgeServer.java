package io.portolan.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One listening port, and the edges mounted on it. What is mounted can be changed while it listens: a request is served
 * from first to last by what was mounted when it came.
 */
public final class EdgeServer {

    private static final int INITIAL_LINE = 16 * 1024;
    private static final int HEADERS = 32 * 1024;

    /** What is handed on at once of a body. The smaller, the more often all hands are asked. */
    private static final int CHUNK = 32 * 1024;

    /** The statuses a router gives by itself when no route wants a request. */
    private static final int[] UNROUTED = {400, 404, 405, 406, 415};

    private final Vertx vertx;
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> router;
    private volatile List<RouterMount> mounts;

    private EdgeServer(Vertx vertx, HttpServer server, EdgeOptions options, List<RouterMount> mounts) {
        this.vertx = vertx;
        this.server = server;
        this.router = router(vertx, options, mounts);
        this.mounts = mounts;
    }

    /**
     * Listens.
     *
     * @param port 0 for any free one; below 0 for any free one that all who listen with the same number share
     * @param mounts in the order in which their routes are tried
     */
    public static Future<EdgeServer> listen(Vertx vertx, int port, EdgeOptions options, List<RouterMount> mounts) {
        HttpServer server = vertx.createHttpServer(serverOptions(options));
        EdgeServer edge = new EdgeServer(vertx, server, options, mounts);
        return server.invalidRequestHandler(EdgeServer::refuse)
                .requestHandler(request -> edge.router.handle(request))
                .listen(port, options.host())
                .map(edge);
    }

    /** Serves this from the next request on; of the options, the hosts and origins. */
    public void serve(EdgeOptions options, List<RouterMount> mounts) {
        router = router(vertx, options, mounts);
        this.mounts = mounts;
    }

    /** The port it really listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Takes no new connection, and ends when the requests under way are answered or the time is up. */
    public Future<Void> drain(Duration longest) {
        mounts.forEach(RouterMount::leave);
        return server.shutdown(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static HttpServerOptions serverOptions(EdgeOptions options) {
        HttpServerOptions server = new HttpServerOptions()
                // No edge speaks WebSocket, and each of these is one more handler on the way of every request.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(INITIAL_LINE)
                .setMaxHeaderSize(HEADERS)
                .setMaxChunkSize(CHUNK)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(options.idle().toMillis()));
        if (options.sockets() != null) {
            int bytes = Math.toIntExact(options.sockets().bytes());
            server.setSendBufferSize(bytes).setReceiveBufferSize(bytes);
        }
        server.getInitialSettings().setMaxHeaderListSize(HEADERS);
        return server;
    }

    private static Router router(Vertx vertx, EdgeOptions options, List<RouterMount> mounts) {
        Router router = Router.router(vertx);
        router.route().handler(RequestIds::assign).handler(new OriginGuard(options));
        mounts.forEach(mount -> mount.mount(router));
        EdgeFailures failures = new EdgeFailures();
        router.route().last().failureHandler(failures);
        for (int status : UNROUTED) {
            router.errorHandler(status, failures);
        }
        return router;
    }

    /** Bytes that are no HTTP request, or one past the limits of the head. */
    private static void refuse(HttpServerRequest request) {
        RequestIds.of(request.response());
        HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
    }
}
