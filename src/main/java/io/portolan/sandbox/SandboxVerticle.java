package io.portolan.sandbox;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listens on a free loopback port for all APIs of the sandbox. */
final class SandboxVerticle extends VerticleBase {

    static final String HOST = "127.0.0.1";
    static final long MAX_BODY = 16L * 1024 * 1024;

    private static final int MAX_HEAD = 64 * 1024;

    /** Longer than any client of ours keeps an idle connection, so that none dies under a new request. */
    private static final int IDLE_SECONDS = 300;

    private static final long DRAIN_SECONDS = 5;

    private final Function<String, @Nullable SandboxApi> apis;
    private @Nullable HttpServer server;

    SandboxVerticle(Function<String, @Nullable SandboxApi> apis) {
        this.apis = apis;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        SandboxHandler handler = new SandboxHandler(apis);
        router.route()
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(handler::answer)
                .failureHandler(handler::fail);
        return vertx.createHttpServer(options())
                .requestHandler(router)
                .listen(0, HOST)
                .onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** The port it listens on; 0 before it does. */
    int port() {
        return server == null ? 0 : server.actualPort();
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(MAX_HEAD)
                .setMaxHeaderSize(MAX_HEAD)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
