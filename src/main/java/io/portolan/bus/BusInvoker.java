package io.portolan.bus;

import io.portolan.bus.Failure.Kind;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.wire.MessageCodecs;
import io.portolan.options.LimitOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
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

    // A consumer watches the deadline itself and says what it was waiting for. The bus only speaks for one that is
    // lost.
    private static final long GRACE_MS = 100;

    private final EventBus bus;
    private final LocalConsumers consumers;
    private final NodeSignals signals;
    private final Streams streams;
    private final AtomicBoolean listening = new AtomicBoolean();
    private final int limit;
    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();

    /** The calls to one namespace. */
    private static final class Lane {

        final String namespace;
        final String address;
        final AtomicInteger inFlight = new AtomicInteger();
        volatile int limit;

        Lane(String namespace, int limit) {
            this.namespace = namespace;
            this.address = Addresses.consumer(namespace);
            this.limit = limit;
        }
    }

    public BusInvoker(Vertx vertx, LocalConsumers consumers, LimitOptions limits) {
        this.bus = vertx.eventBus();
        this.consumers = consumers;
        this.signals = new NodeSignals(vertx, consumers.calls());
        this.streams = Streams.of(vertx);
        this.limit = limits.inFlight();
        MessageCodecs.register(vertx);
    }

    /**
     * Listens to what other nodes tell of calls and streams: before this, no call is cancelled from there, none watched
     * here, and no stream comes or goes.
     */
    public Future<Void> open() {
        Future<Void> bodies = listening.getAndSet(true) ? Future.succeededFuture() : streams.listen();
        return Future.all(signals.open(), bodies).mapEmpty();
    }

    /** Listens no more. */
    public Future<Void> close() {
        Future<Void> bodies = listening.getAndSet(false) ? streams.close() : Future.succeededFuture();
        return Future.join(signals.close(), bodies).mapEmpty();
    }

    @Override
    public Future<Result> invoke(String namespace, Invocation invocation) {
        long left = invocation.context().deadline() - System.currentTimeMillis();
        if (left <= 0) {
            return failed(invocation, Kind.TIMEOUT, "the deadline passed before " + invocation.flow() + " was called");
        }
        Lane lane = lane(namespace);
        int limit = lane.limit;
        if (lane.inFlight.incrementAndGet() > limit) {
            lane.inFlight.decrementAndGet();
            return failed(
                    invocation, Kind.OVERLOADED, limit + " calls to " + namespace + " are under way (limits.inFlight)");
        }
        return deliver(lane, invocation, left + GRACE_MS)
                .transform((reply, failure) -> settle(lane, invocation, reply, failure));
    }

    @Override
    public Future<Result> watch(String namespace, Invocation invocation, Consumer<Progress> told) {
        CallContext call = invocation.context();
        return invoke(namespace, invocation.in(signals.watched(call, told))).eventually(() -> signals.forget(call));
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

    private Future<Message<Object>> deliver(Lane lane, Invocation invocation, long timeoutMs) {
        String local = consumers.address(lane.namespace, invocation.digest());
        if (local == null) {
            return requestAnywhere(lane, invocation, timeoutMs);
        }
        // An instance that leaves between the look-up and the delivery has not seen the call, so another may be tried.
        return request(
                        local,
                        invocation,
                        new DeliveryOptions().setSendTimeout(timeoutMs).setLocalOnly(true))
                .recover(failure -> undelivered(failure)
                        ? requestAnywhere(lane, invocation, timeoutMs)
                        : Future.failedFuture(failure));
    }

    /** Which node it goes to, nobody knows: to cancel it is to tell all. */
    private Future<Message<Object>> requestAnywhere(Lane lane, Invocation invocation, long timeoutMs) {
        String requestId = invocation.context().requestId();
        RunningCalls.Entry entry = consumers.calls().begin(requestId, () -> signals.cancel(requestId));
        return request(lane.address, invocation, new DeliveryOptions().setSendTimeout(timeoutMs))
                .onComplete(any -> consumers.calls().end(entry));
    }

    private Future<Message<Object>> request(String address, Invocation invocation, DeliveryOptions options) {
        try {
            return bus.request(address, invocation, options);
        } catch (RuntimeException e) {
            // A bus that is closed or cannot encode throws instead of failing the future.
            return Future.failedFuture(e);
        }
    }

    private static Future<Result> settle(
            Lane lane, Invocation invocation, @Nullable Message<Object> reply, @Nullable Throwable cause) {
        if (reply != null && reply.body() instanceof Result result) {
            Body.closed(result.body()).onComplete(any -> lane.inFlight.decrementAndGet());
            return Future.succeededFuture(result);
        }
        lane.inFlight.decrementAndGet();
        Body.cancel(invocation.body());
        Throwable wrong = cause == null ? new IllegalStateException("a reply that is no result") : cause;
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

    private static boolean undelivered(Throwable failure) {
        return failure instanceof ReplyException reply
                && (reply.failureType() == ReplyFailure.NO_HANDLERS || Failure.wasDiscarded(reply));
    }

    private static Future<Result> failed(Invocation invocation, Kind kind, String reason) {
        Body.cancel(invocation.body());
        return Future.failedFuture(new Failure(kind, reason));
    }
}
