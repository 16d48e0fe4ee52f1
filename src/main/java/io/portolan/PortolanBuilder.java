package io.portolan;

import io.portolan.binding.BindingSource;
import io.portolan.cluster.Clustering;
import io.portolan.control.ReloadDoor;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.portolan.telemetry.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts a Portolan with more than the options say. */
public final class PortolanBuilder {

    private final PortolanOptions options;
    private @Nullable Vertx vertx;
    private Function<String, @Nullable String> variables = System::getenv;
    private @Nullable Supplier<Future<PortolanOptions>> settings;
    private Path folder = Path.of("");
    private LoadProgress progress = LoadProgress.NONE;
    private Consumer<ReloadReport> reloaded = report -> {};
    private @Nullable Pipes pipes;

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

    /** The working folder: where {@code .env} is, and files that hold keys may be; the process's unless told otherwise. */
    public PortolanBuilder folder(Path folder) {
        this.folder = folder;
        return this;
    }

    /**
     * Where a reload reads the settings again; those of the start unless told otherwise.
     *
     * @param settings asked on a worker thread; where it fails, the reload is refused
     */
    public PortolanBuilder settings(Supplier<Future<PortolanOptions>> settings) {
        this.settings = settings;
        return this;
    }

    /**
     * Serves MCP over two streams, a message a line, and listens on no port: to the one program that holds their other
     * ends. It is not asked for credentials. {@link Portolan#ended()} tells when it is gone.
     *
     * @param in read on a thread of its own, and never closed
     * @param out written on a thread of its own, with nothing but messages
     */
    public PortolanBuilder stdio(InputStream in, OutputStream out) {
        pipes = new Pipes(in, out);
        return this;
    }

    /** Told how far the loading of the files has come when it starts. */
    public PortolanBuilder progress(LoadProgress progress) {
        this.progress = progress;
        return this;
    }

    /** Told what came of each reload, whoever asked for it. */
    public PortolanBuilder reloaded(Consumer<ReloadReport> reloaded) {
        this.reloaded = reloaded;
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
                ? join(builder, vertxOptions)
                : Future.succeededFuture(builder.with(vertxOptions).build());
        // A promise of no context: when a start fails, there is no event loop left to hear of it.
        Promise<Portolan> started = Promise.promise();
        made.onFailure(started::fail)
                .onSuccess(own -> start(own, metrics, true)
                        .onSuccess(started::complete)
                        .onFailure(cause -> own.close().onComplete(closed -> started.fail(cause))));
        return started.future();
    }

    private Future<Vertx> join(VertxBuilder builder, VertxOptions vertxOptions) {
        String exposed = Exposure.ofBus(options);
        return exposed == null
                ? Clustering.join(builder, vertxOptions, options.cluster())
                : Future.failedFuture(new IllegalStateException(exposed));
    }

    private Future<Portolan> start(Vertx vertx, Metrics metrics, boolean own) {
        Reloader.Sources sources = new Reloader.Sources(new Loader(), new BindingSource(variables, folder));
        return possible(vertx)
                .compose(possible -> LoadThread.run(vertx, () -> sources.files().load(options, progress)))
                .compose(loaded -> loaded.capabilities().servable(options.strict())
                        ? Future.succeededFuture(loaded)
                        : Future.failedFuture(new InvalidCapabilityException(loaded.capabilities())))
                .onFailure(cause -> metrics.close())
                .compose(loaded -> vertx.executeBlocking(() -> Generation.read(loaded, options, sources.keys()))
                        .map(Objects::requireNonNull)
                        .compose(first -> {
                            Promise<Portolan> running = Promise.promise();
                            Deployment deployment =
                                    new Deployment(vertx, first, metrics, () -> outcome(running.future()), pipes);
                            return deploy(deployment)
                                    .map(started -> new Reloader(vertx, deployment, sources, loaded, reloaded))
                                    .map(reloader -> new Portolan(own ? vertx : null, deployment, reloader, settings()))
                                    .onSuccess(running::complete);
                        }));
    }

    private Future<Void> possible(Vertx vertx) {
        return options.roles().contains(Role.CONSUMER) || vertx.isClustered()
                ? Future.succeededFuture()
                : Future.failedFuture(new IllegalArgumentException("roles: an edge alone serves nobody outside of a"
                        + " cluster (expected: the role consumer as well, or a clustered Vert.x)"));
    }

    private static Future<Void> deploy(Deployment deployment) {
        return deployment.start().recover(cause -> deployment.stop().transform(stopped -> Future.failedFuture(cause)));
    }

    private Supplier<Future<PortolanOptions>> settings() {
        return settings == null ? () -> Future.succeededFuture(options) : settings;
    }

    private static Future<ReloadDoor.Outcome> outcome(Future<Portolan> running) {
        return running.compose(Portolan::reload).map(report -> new ReloadDoor.Outcome(report.taken(), report.json()));
    }
}
