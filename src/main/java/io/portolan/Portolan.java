package io.portolan;

import io.portolan.options.PortolanOptions;
import io.portolan.plan.PlanPrinter;
import io.portolan.spec.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running Portolan: capability files, served over REST and MCP. Several may run in one process. */
public final class Portolan {

    /** Verticles of one kind: one for each event loop that Portolan's own Vert.x has. */
    static final int INSTANCES = Runtime.getRuntime().availableProcessors();

    private final @Nullable Vertx own;
    private final Capabilities capabilities;
    private final List<Listener> listeners;
    private final Deployment deployment;

    Portolan(@Nullable Vertx own, Capabilities capabilities, List<Listener> listeners, Deployment deployment) {
        this.own = own;
        this.capabilities = capabilities;
        this.listeners = List.copyOf(listeners);
        this.deployment = deployment;
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
        return listeners;
    }

    /** Everything found wrong, or worth knowing, in the files: {@code file:line:column: severity: text}. */
    public List<String> problems() {
        return capabilities.problems().stream().map(Problem::toString).toList();
    }

    /** The plan in force, as text. */
    public String explain() {
        return PlanPrinter.print(capabilities.plan());
    }

    /** What came of the files. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Stops taking calls, lets those under way finish within the drain time, and closes what it opened. */
    public Future<Void> close() {
        if (own == null) {
            return deployment.stop();
        }
        // A promise of no context: once Vert.x is closed, there is no event loop left to hear of it.
        Promise<Void> closed = Promise.promise();
        deployment
                .stop()
                .onComplete(stopped -> own.close().onComplete(gone -> {
                    if (stopped.failed()) {
                        closed.fail(stopped.cause());
                    } else {
                        closed.handle(gone);
                    }
                }));
        return closed.future();
    }
}
