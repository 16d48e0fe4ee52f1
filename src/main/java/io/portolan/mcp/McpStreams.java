package io.portolan.mcp;

import io.portolan.bus.Addresses;
import io.portolan.mcp.server.McpAction;
import io.portolan.mcp.server.McpMethods;
import io.portolan.options.McpLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a node's clients that listen for changes. They outlive what is mounted: when a node of the cluster
 * serves other files, each looks through the gate that is there now.
 */
public final class McpStreams {

    private final Vertx vertx;
    private final McpLimits limits;
    private final Set<ListenStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger listening = new AtomicInteger();
    private final ConcurrentMap<Integer, McpMount> served = new ConcurrentHashMap<>();
    private volatile @Nullable MessageConsumer<Object> reloads;

    /** The streams of one endpoint, whatever becomes of it. */
    record Endpoint(McpStreams all, int port, String path) {

        void open(RoutingContext context, McpAction.Listen listen) {
            all.open(this, context, listen);
        }

        /** What a visitor sees there now; null when that is nothing. */
        @Nullable
        McpMethods seenBy(McpGate.Visitor visitor) {
            McpMount mount = all.served.get(port);
            McpGate gate = mount == null ? null : mount.gate(path);
            return gate == null ? null : gate.seenBy(visitor);
        }

        Duration keepAlive() {
            return all.limits.keepAlive();
        }
    }

    public McpStreams(Vertx vertx, McpLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** Hears of reloads from now on. */
    public Future<Void> open() {
        MessageConsumer<Object> consumer =
                vertx.eventBus().<Object>consumer(Addresses.RELOADS, message -> streams.forEach(ListenStream::look));
        reloads = consumer;
        return consumer.completion();
    }

    /** Hears of them no more. */
    public Future<Void> close() {
        MessageConsumer<Object> consumer = reloads;
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }

    Endpoint at(int port, String path) {
        return new Endpoint(this, port, path);
    }

    /** This is mounted on the port from now on. */
    void serve(int port, McpMount mount) {
        served.put(port, mount);
    }

    /** The port closes, if that is still what is mounted there: who listens is told that nothing more will come. */
    void leave(int port, McpMount mount) {
        if (served.remove(port, mount)) {
            streams.stream().filter(stream -> stream.at(port)).forEach(ListenStream::end);
        }
    }

    /** How many listen. */
    int size() {
        return streams.size();
    }

    private void open(Endpoint endpoint, RoutingContext context, McpAction.Listen listen) {
        if (listening.incrementAndGet() > limits.listeners()) {
            listening.decrementAndGet();
            McpExchange.send(
                    context.response(),
                    listen.methods().crowded(listen.subscription().id(), limits.listeners()));
            return;
        }
        ListenStream stream = new ListenStream(vertx, endpoint, context, listen.subscription());
        streams.add(stream);
        stream.begin(listen.methods(), () -> {
            streams.remove(stream);
            listening.decrementAndGet();
        });
    }
}
