package io.portolan.bus;

import io.portolan.bus.Failure.Kind;
import io.portolan.bus.node.Nodes;
import io.portolan.bus.node.Nodes.Introduction;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.wire.MessageCodecs;
import io.portolan.options.LimitOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door to the bus: deadline, this node first, a limit of calls in flight, every bus failure made a kind. */
public final class BusInvoker implements Invoker {

    private static final Logger LOG = LoggerFactory.getLogger(BusInvoker.class);

    private final LocalConsumers consumers;
    private final Nodes nodes;
    private final Delivery delivery;
    private final Watchers watchers;
    private final Streams streams;
    private final AtomicBoolean listening = new AtomicBoolean();
    private final int limit;
    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();

    /** The calls to one namespace. */
    private static final class Lane {

        final String namespace;
        final AtomicInteger inFlight = new AtomicInteger();
        volatile int limit;

        Lane(String namespace, int limit) {
            this.namespace = namespace;
            this.limit = limit;
        }
    }

    public BusInvoker(Vertx vertx, LocalConsumers consumers, LimitOptions limits) {
        this.consumers = consumers;
        this.nodes = new Nodes(vertx, consumers);
        this.delivery = new Delivery(vertx.eventBus(), consumers, nodes);
        this.watchers = new Watchers(vertx);
        this.streams = Streams.of(vertx);
        this.limit = limits.inFlight();
        MessageCodecs.register(vertx);
    }

    /** As {@link #open(Introduction)} does, of a node of which others know nothing. */
    public Future<Void> open() {
        return open(Introduction.NONE);
    }

    /**
     * Meets the other nodes, and listens to what they tell: before this, no call goes there or comes from there, none is
     * watched, and no stream comes or goes.
     */
    public Future<Void> open(Introduction introduction) {
        Future<Void> bodies = listening.getAndSet(true) ? Future.succeededFuture() : streams.listen();
        return Future.all(watchers.open(), bodies).compose(heard -> nodes.open(introduction));
    }

    /** Listens no more. */
    public Future<Void> close() {
        Future<Void> bodies = listening.getAndSet(false) ? streams.close() : Future.succeededFuture();
        return Future.join(nodes.close(), watchers.close(), bodies).mapEmpty();
    }

    /** The nodes it knows. */
    public Nodes nodes() {
        return nodes;
    }

    @Override
    public Future<Result> invoke(String namespace, Invocation invocation) {
        if (invocation.context().deadline() <= System.currentTimeMillis()) {
            return failed(invocation, Kind.TIMEOUT, "the deadline passed before " + invocation.flow() + " was called");
        }
        Lane lane = lane(namespace);
        int limit = lane.limit;
        if (lane.inFlight.incrementAndGet() > limit) {
            lane.inFlight.decrementAndGet();
            return failed(
                    invocation, Kind.OVERLOADED, limit + " calls to " + namespace + " are under way (limits.inFlight)");
        }
        return delivery.deliver(namespace, invocation)
                .transform((result, failure) -> settle(lane, invocation, result, failure));
    }

    @Override
    public Future<Result> watch(String namespace, Invocation invocation, Consumer<Progress> told) {
        CallContext call = invocation.context();
        return invoke(namespace, invocation.in(watchers.watched(call, told))).eventually(() -> watchers.forget(call));
    }

    @Override
    public void cancel(CallContext call) {
        consumers.calls().cancel(call.requestId());
    }

    /** Sets how many calls to one namespace may be under way, instead of the process's limit. */
    public void limit(String namespace, int calls) {
        lane(namespace).limit = calls;
    }

    private Lane lane(String namespace) {
        Lane lane = lanes.get(namespace);
        return lane == null ? lanes.computeIfAbsent(namespace, name -> new Lane(name, limit)) : lane;
    }

    private static Future<Result> settle(
            Lane lane, Invocation invocation, @Nullable Result result, @Nullable Throwable cause) {
        if (result != null) {
            Body.closed(result.body()).onComplete(any -> lane.inFlight.decrementAndGet());
            return Future.succeededFuture(result);
        }
        lane.inFlight.decrementAndGet();
        Body.cancel(invocation.body());
        Throwable wrong = cause == null ? new IllegalStateException("no result") : cause;
        Failure failure = Failure.from(lane.namespace, wrong);
        if (failure.kind() == Kind.INTERNAL && failure != wrong) {
            LOG.atError()
                    .addKeyValue("flow", invocation.flow())
                    .addKeyValue("requestId", invocation.context().requestId())
                    .setCause(wrong)
                    .log("the bus failed a call");
        }
        return Future.failedFuture(failure);
    }

    private static Future<Result> failed(Invocation invocation, Kind kind, String reason) {
        Body.cancel(invocation.body());
        return Future.failedFuture(new Failure(kind, reason));
    }
}
