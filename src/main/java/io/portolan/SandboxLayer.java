package io.portolan;

import io.portolan.plan.UpstreamPlan;
import io.portolan.sandbox.Sandbox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in upstream, where one is asked for. */
final class SandboxLayer implements Layer {

    private final Vertx vertx;
    private volatile @Nullable Sandbox sandbox;
    private volatile List<UpstreamPlan> served = List.of();

    SandboxLayer(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<Change> prepare(Generation next) {
        if (!next.options().sandbox()) {
            return Future.succeededFuture(new Step(List.of()));
        }
        List<UpstreamPlan> upstreams = next.plan().upstreams();
        return running(upstreams).map(running -> {
            running.serve(upstreams);
            return new Step(upstreams);
        });
    }

    @Override
    public Future<?> close() {
        Sandbox running = sandbox;
        return running == null ? Future.succeededFuture() : running.close();
    }

    /** The sandbox; null where calls go to the real upstreams. */
    @Nullable
    Sandbox sandbox() {
        return sandbox;
    }

    private Future<Sandbox> running(List<UpstreamPlan> upstreams) {
        Sandbox running = sandbox;
        return running == null
                ? Sandbox.start(vertx, upstreams).onSuccess(started -> sandbox = started)
                : Future.succeededFuture(running);
    }

    private final class Step implements Change {

        private final List<UpstreamPlan> upstreams;

        Step(List<UpstreamPlan> upstreams) {
            this.upstreams = upstreams;
        }

        @Override
        public void adopt() {
            served = upstreams;
        }

        @Override
        public Future<?> drop() {
            Sandbox running = sandbox;
            if (running != null) {
                running.serve(served);
            }
            return Future.succeededFuture();
        }
    }
}
