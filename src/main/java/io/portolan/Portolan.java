package io.portolan;

import io.portolan.options.PortolanOptions;
import io.portolan.plan.PlanPrinter;
import io.portolan.spec.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running Portolan: capability files, served over REST and MCP. Several may run in one process. */
public final class Portolan {

    /** Verticles of one kind: one for each event loop that Portolan's own Vert.x has. */
    static final int INSTANCES = Runtime.getRuntime().availableProcessors();

    private final @Nullable Vertx own;
    private final Deployment deployment;
    private final Reloader reloader;
    private final Supplier<Future<PortolanOptions>> settings;

    Portolan(
            @Nullable Vertx own, Deployment deployment, Reloader reloader, Supplier<Future<PortolanOptions>> settings) {
        this.own = own;
        this.deployment = deployment;
        this.reloader = reloader;
        this.settings = settings;
    }

    /**
     * Starts inside a Vert.x application.
     *
     * @return fails as {@link PortolanBuilder#start()} does
     */
    public static Future<Portolan> start(Vertx vertx, PortolanOptions options) {
        return builder(options).vertx(vertx).start();
    }

    /** Starts with more than the options say. */
    public static PortolanBuilder builder(PortolanOptions options) {
        return new PortolanBuilder(options);
    }

    /** The ports in use, REST first, in the order of the plan. */
    public List<Listener> listeners() {
        return deployment.listeners();
    }

    /**
     * When nobody is left who could call: the input of {@link PortolanBuilder#stdio} has ended and all of it is answered.
     * Never, where ports are listened on.
     */
    public Future<Void> ended() {
        return deployment.ended();
    }

    /** The files and folders that a reload reads, whether they exist or not: those to watch. */
    public Set<Path> sources() {
        return reloader.paths();
    }

    /** Everything found wrong, or worth knowing, in the files: {@code file:line:column: severity: text}. */
    public List<String> problems() {
        return capabilities().problems().stream().map(Problem::toString).toList();
    }

    /** The plan in force, as text. */
    public String explain() {
        return PlanPrinter.print(capabilities().plan());
    }

    /** What came of the files. */
    public Capabilities capabilities() {
        return reloader.capabilities();
    }

    /**
     * Reads everything again that may have changed (files, keys, and the settings where {@link
     * PortolanBuilder#settings} says how), and serves it from the next call on; calls under way end as they began. A
     * file that has errors now goes on as it was. Reloads never overlap: one that is asked for while another runs, begins
     * after it, once for all that asked.
     *
     * @return what changed, also when it is not taken
     */
    public Future<ReloadReport> reload() {
        return reloader.reload(settings);
    }

    /** Reloads with other options; of them {@code capabilities} and {@code upstreams} can change, the rest needs a restart. */
    public Future<ReloadReport> reload(PortolanOptions options) {
        return reloader.reload(() -> Future.succeededFuture(options));
    }

    /** Stops taking calls, lets those under way finish within the drain time, and closes what it opened. */
    public Future<Void> close() {
        if (own == null) {
            return stop();
        }
        // A promise of no context: once Vert.x is closed, there is no event loop left to hear of it.
        Promise<Void> closed = Promise.promise();
        stop().onComplete(stopped -> own.close().onComplete(gone -> {
            if (stopped.failed()) {
                closed.fail(stopped.cause());
            } else {
                closed.handle(gone);
            }
        }));
        return closed.future();
    }

    private Future<Void> stop() {
        return reloader.close().compose(ended -> deployment.stop());
    }
}
