package io.portolan;

import io.portolan.mcp.server.McpMethods;
import io.portolan.mcp.stdio.StdioVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** MCP over two streams. Nothing listens. */
final class PipesFront implements Front {

    private final Vertx vertx;
    private final Mounts mounts;
    private final Pipes pipes;
    private final Promise<Void> ended = Promise.promise();
    private volatile @Nullable StdioVerticle running;
    private volatile @Nullable String deployment;

    PipesFront(Vertx vertx, Mounts mounts, Pipes pipes) {
        this.vertx = vertx;
        this.mounts = mounts;
        this.pipes = pipes;
    }

    @Override
    public Future<Change> prepare(Generation next) {
        // The documents of thousands of files: not on an event loop.
        return vertx.executeBlocking(() -> mounts.everything(next))
                .map(Objects::requireNonNull)
                .compose(methods -> running(next).map(verticle -> new Step(verticle, methods)));
    }

    @Override
    public List<Listener> listeners(Generation now) {
        return List.of();
    }

    @Override
    public Future<Void> ended() {
        return ended.future();
    }

    @Override
    public Future<?> close() {
        String id = deployment;
        return id == null ? Future.succeededFuture() : vertx.undeploy(id);
    }

    private Future<StdioVerticle> running(Generation first) {
        StdioVerticle known = running;
        if (known != null) {
            return Future.succeededFuture(known);
        }
        StdioVerticle verticle = new StdioVerticle(pipes.in(), pipes.out(), first.options());
        return vertx.deployVerticle(verticle).map(id -> {
            deployment = id;
            running = verticle;
            verticle.ended().onComplete(ended);
            return verticle;
        });
    }

    private record Step(StdioVerticle verticle, McpMethods methods) implements Change {

        @Override
        public void adopt() {
            verticle.serve(methods);
        }

        @Override
        public Future<?> drop() {
            return Future.succeededFuture();
        }
    }
}
