package io.portolan;

import io.portolan.cluster.Clustering;
import io.portolan.options.PortolanOptions;
import io.portolan.telemetry.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts a Portolan with more than the options say. */
public final class PortolanBuilder {

    private final PortolanOptions options;
    private @Nullable Vertx vertx;
    private Function<String, @Nullable String> variables = System::getenv;

    PortolanBuilder(PortolanOptions options) {
        this.options = options;
    }

    /** Runs inside this Vert.x, which is not closed with it; otherwise Portolan makes one of its own. */
    public PortolanBuilder vertx(Vertx vertx) {
        this.vertx = vertx;
        return this;
    }

    /**
     * Where the keys come from that files bind; the environment of the process unless told otherwise.
     *
     * @param variables gives the value of a key, or null
     */
    public PortolanBuilder variables(Function<String, @Nullable String> variables) {
        this.variables = variables;
        return this;
    }

    /**
     * Reads, compiles, deploys and listens.
     *
     * @return fails with {@link InvalidCapabilityException} when there is nothing to serve, and with what stands in the
     *     way otherwise, such as a port that is taken; then nothing is left running
     */
    public Future<Portolan> start() {
        Metrics metrics = new Metrics();
        if (vertx != null) {
            return start(vertx, metrics, false);
        }
        VertxOptions vertxOptions =
                new VertxOptions().setEventLoopPoolSize(Portolan.INSTANCES).setMetricsOptions(metrics.vertxOptions());
        VertxBuilder builder = Vertx.builder().withMetrics(metrics.vertxFactory());
        Future<Vertx> made = options.cluster().enabled()
                ? Clustering.join(builder, vertxOptions, options.cluster())
                : Future.succeededFuture(builder.with(vertxOptions).build());
        // A promise of no context: when a start fails, there is no event loop left to hear of it.
        Promise<Portolan> started = Promise.promise();
        made.onFailure(started::fail)
                .onSuccess(own -> start(own, metrics, true)
                        .onSuccess(started::complete)
                        .onFailure(cause -> own.close().onComplete(closed -> started.fail(cause))));
        return started.future();
    }

    private Future<Portolan> start(Vertx vertx, Metrics metrics, boolean own) {
        return vertx.executeBlocking(() -> Capabilities.load(options))
                .map(Objects::requireNonNull)
                .compose(capabilities -> capabilities.servable(options.strict())
                        ? Future.succeededFuture(capabilities)
                        : Future.failedFuture(new InvalidCapabilityException(capabilities)))
                .onFailure(cause -> metrics.close())
                .compose(capabilities -> {
                    Deployment deployment = new Deployment(vertx, capabilities.plan(), options, metrics);
                    return deployment
                            .start(variables)
                            .map(listeners -> new Portolan(own ? vertx : null, capabilities, listeners, deployment))
                            .recover(cause -> deployment.stop().transform(stopped -> Future.failedFuture(cause)));
                });
    }
}
