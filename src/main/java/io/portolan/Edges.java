package io.portolan;

import io.portolan.Mounts.Served;
import io.portolan.http.EdgeVerticle;
import io.portolan.options.PortolanOptions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening ports. One is opened and closed only when it comes or goes; else what is mounted there is swapped. */
final class Edges implements Front {

    private static final Logger LOG = LoggerFactory.getLogger(Edges.class);

    /**
     * To Vert.x a port below 0 is any free one, the same for all who use the number. They run through the process, so
     * that two Portolans on one Vert.x never meet.
     */
    private static final AtomicInteger ANY_FREE = new AtomicInteger();

    private final Vertx vertx;
    private final Mounts mounts;
    private final Map<Place, Port> open = new ConcurrentHashMap<>();
    private volatile @Nullable Generation now;

    /** Ports that no plan names any more, until the calls under way there are done. */
    private final Map<Place, Future<Void>> closing = new ConcurrentHashMap<>();

    /** A place where something listens. */
    private record Port(String deployment, List<EdgeVerticle> instances) {

        int number() {
            return instances.getFirst().port();
        }

        void serve(Served served) {
            instances.forEach(instance -> instance.serve(served.options(), served.mounts()));
        }
    }

    Edges(Vertx vertx, Mounts mounts) {
        this.vertx = vertx;
        this.mounts = mounts;
    }

    @Override
    public Future<Change> prepare(Generation next) {
        // Routes and documents of thousands of files: not on an event loop, and not for a key that changed.
        return vertx.executeBlocking(() -> changed(next) ? mounts.of(next) : null)
                .compose(served -> served == null ? Future.succeededFuture(Change.NONE) : prepare(next, served));
    }

    @Override
    public Future<?> close() {
        List<Future<?>> closed = new ArrayList<>(closing.values());
        open.values().forEach(port -> closed.add(vertx.undeploy(port.deployment())));
        open.clear();
        return Future.join(closed);
    }

    /** In the order of the plan, REST first. */
    @Override
    public List<Listener> listeners(Generation now) {
        List<Listener> listeners = new ArrayList<>();
        PortolanOptions options = now.options();
        now.plan()
                .restServers()
                .forEach(rest -> listeners.add(
                        new Listener(Listener.Kind.REST, rest.port(), number(Place.rest(rest.port(), options)))));
        now.plan()
                .mcpServers()
                .forEach(mcp -> listeners.add(
                        new Listener(Listener.Kind.MCP, mcp.port(), number(Place.mcp(mcp.port(), options)))));
        return listeners;
    }

    private int number(Place place) {
        return Objects.requireNonNull(open.get(place), "a place of the plan in force")
                .number();
    }

    private boolean changed(Generation next) {
        Generation before = now;
        return before == null
                || !before.plan().equals(next.plan())
                || !before.options().equals(next.options())
                || !before.callerKeys().equals(next.callerKeys());
    }

    private Future<Change> prepare(Generation next, Map<Place, Served> served) {
        Duration drain = next.options().timeouts().drain();
        Map<Place, Future<Port>> opened = new HashMap<>();
        served.forEach((place, what) -> {
            if (!open.containsKey(place)) {
                opened.put(place, open(place, what, drain));
            }
        });
        Step step = new Step(next, served, opened);
        return Future.join(List.copyOf(opened.values()))
                .<Change>map(step)
                .recover(cause -> step.drop().transform(dropped -> Future.failedFuture(cause)));
    }

    private Future<Port> open(Place place, Served served, Duration drain) {
        int port = place.port() == 0 ? ANY_FREE.decrementAndGet() : place.port();
        List<EdgeVerticle> instances = new CopyOnWriteArrayList<>();
        return closing.getOrDefault(place, Future.succeededFuture())
                .compose(closed -> vertx.deployVerticle(
                        () -> {
                            EdgeVerticle edge = new EdgeVerticle(port, drain, served.options(), served.mounts());
                            instances.add(edge);
                            return edge;
                        },
                        new DeploymentOptions().setInstances(Portolan.INSTANCES)))
                .map(id -> new Port(id, instances))
                .recover(cause -> cannotListen(place.port(), cause));
    }

    private Future<Void> close(Place place, Port port) {
        Future<Void> closed = vertx.undeploy(port.deployment())
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("port", place.port())
                        .addKeyValue("error", cause)
                        .log("a port was not closed cleanly"))
                .otherwiseEmpty();
        closing.put(place, closed);
        return closed.onComplete(any -> closing.remove(place, closed));
    }

    /** Fails with the port, and with the way out. */
    static <T> Future<T> cannotListen(int port, Throwable cause) {
        return Future.failedFuture(new IllegalStateException(
                "cannot listen on port " + port + ": " + cause.getMessage()
                        + " (rest.port, mcp.port and control.port move the ports)",
                cause));
    }

    private final class Step implements Change {

        private final Generation next;
        private final Map<Place, Served> served;
        private final Map<Place, Future<Port>> opened;

        Step(Generation next, Map<Place, Served> served, Map<Place, Future<Port>> opened) {
            this.next = next;
            this.served = served;
            this.opened = opened;
        }

        @Override
        public void adopt() {
            now = next;
            opened.forEach((place, port) -> open.put(place, port.result()));
            open.forEach((place, port) -> {
                Served here = served.get(place);
                if (here == null) {
                    open.remove(place);
                    close(place, port);
                } else if (!opened.containsKey(place)) {
                    port.serve(here);
                }
            });
        }

        @Override
        public Future<?> drop() {
            return Future.join(opened.entrySet().stream()
                    .filter(each -> each.getValue().succeeded())
                    .map(each -> close(each.getKey(), each.getValue().result()))
                    .toList());
        }
    }
}
