package io.portolan.consumer;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.bus.RunningCalls;
import io.portolan.bus.wire.MessageCodecs;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the flows of one consumed namespace on one event loop; several of it share a namespace. It stays registered while
 * plans change.
 */
public final class ConsumerVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerVerticle.class);

    private final ConsumerSettings settings;
    private final int number;
    private final LocalConsumers consumers;
    private final Invoker invoker;
    private final CallRecorder recorder;
    private final List<MessageConsumer<?>> registrations = new ArrayList<>();
    private final Promise<Void> drained = Promise.promise();

    private @Nullable Running running;
    private int inFlight;
    private boolean leaving;

    /** What there is once it has started. */
    private static final class Running {

        private final LiveFlows flows;
        private final PublicAddresses addresses;
        private LocalConsumers.Instance instance;

        Running(LiveFlows flows, PublicAddresses addresses, LocalConsumers.Instance instance) {
            this.flows = flows;
            this.addresses = addresses;
            this.instance = instance;
        }
    }

    /**
     * One instance.
     *
     * @param number of the instance, from 0
     * @param consumers the table in which the instance is found
     * @param invoker by which the public addresses call
     * @param recorder counts the calls of the public addresses
     */
    public ConsumerVerticle(
            ConsumerSettings settings, int number, LocalConsumers consumers, Invoker invoker, CallRecorder recorder) {
        this.settings = settings;
        this.number = number;
        this.consumers = consumers;
        this.invoker = invoker;
        this.recorder = recorder;
    }

    @Override
    public Future<?> start() {
        MessageCodecs.register(vertx);
        String namespace = settings.plan().namespace();
        LiveFlows flows = new LiveFlows(vertx, settings, invoker, this::offerFlows);
        PublicAddresses addresses = new PublicAddresses(vertx, number, invoker, recorder);
        LocalConsumers.Instance here = LocalConsumers.Instance.here(namespace, flows.digests());
        EventBus bus = vertx.eventBus();
        registrations.add(bus.<Object>localConsumer(here.address(), message -> handle(flows, message)));
        Future<?> offered = addresses.offer(settings);
        consumers.add(here);
        running = new Running(flows, addresses, here);
        return Future.all(
                        registrations.stream().map(MessageConsumer::completion).toList())
                .compose(registered -> offered);
    }

    @Override
    public Future<?> stop() {
        Running stopping = running;
        if (stopping == null) {
            return Future.succeededFuture();
        }
        consumers.remove(stopping.instance);
        return Future.join(
                        registrations.stream().map(MessageConsumer::unregister).toList())
                .transform((done, cause) -> stopping.addresses.keep(List.of()))
                .transform((done, cause) -> drain(stopping.flows.settings()))
                .eventually(stopping.flows::close);
    }

    /** Runs the flows of another plan of its namespace besides those it runs; from any thread. */
    public Future<Void> learn(ConsumerSettings next) {
        return onContext(live -> {
            live.flows.learn(next);
            offerFlows();
            return live.addresses.offer(next);
        });
    }

    /** No new call begins with an older plan: lets go of it as soon as the calls that did are done; from any thread. */
    public Future<Void> forget() {
        return onContext(live -> {
            live.flows.forget();
            return live.addresses.keep(live.flows.settings().plan().operations());
        });
    }

    private Future<Void> onContext(Function<Running, Future<?>> change) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            Running live = running;
            if (live == null || leaving) {
                done.fail(new IllegalStateException("not deployed"));
            } else {
                change.apply(live).<Void>mapEmpty().onComplete(done);
            }
        });
        return done.future();
    }

    private void offerFlows() {
        Running live = running;
        if (live != null) {
            LocalConsumers.Instance before = live.instance;
            live.instance = before.with(live.flows.digests());
            consumers.replace(before, live.instance);
        }
    }

    private void handle(LiveFlows live, Message<Object> message) {
        LiveFlows.Version version = live.of(message.body());
        inFlight++;
        version.begin();
        run(version.flows(), message.body()).onComplete((result, cause) -> {
            message.reply(cause == null ? result : failure(message.body(), cause));
            Future<Void> over = result == null ? Future.succeededFuture() : Body.closed(result.body());
            over.onComplete(any -> {
                Body.cancel(brought(message.body()));
                inFlight--;
                version.end();
                leaveWhenDone();
            });
        });
    }

    private static @Nullable Body brought(@Nullable Object message) {
        return message instanceof Invocation invocation ? invocation.body() : null;
    }

    private Future<Result> run(Flows flows, @Nullable Object message) {
        return switch (message) {
            case Invocation invocation -> run(flows, invocation);
            case null, default -> Future.failedFuture(new Failure(Kind.INVALID_INPUT, "the message is no invocation"));
        };
    }

    private Future<Result> run(Flows flows, Invocation invocation) {
        RunningCall call = RunningCall.of(invocation.context(), vertx.eventBus());
        RunningCalls.Entry entry = consumers
                .calls()
                .begin(invocation.context().requestId(), () -> context.runOnContext(now -> call.cancel()));
        Future<Result> answer = begin(flows, invocation, call);
        return (call.watched() ? answer.eventually(call::told) : answer)
                .onComplete(any -> consumers.calls().end(entry));
    }

    private static Future<Result> begin(Flows flows, Invocation invocation, RunningCall call) {
        try {
            return flows.run(invocation, call);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static Failure failure(@Nullable Object message, Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        String requestId =
                message instanceof Invocation invocation ? invocation.context().requestId() : "";
        LOG.atError().addKeyValue("requestId", requestId).setCause(cause).log("a flow failed unexpectedly");
        return new Failure(Kind.INTERNAL, "the call failed unexpectedly; the log says more under request " + requestId);
    }

    private Future<Void> drain(ConsumerSettings newest) {
        leaving = true;
        long drainMs = newest.options().timeouts().drain().toMillis();
        if (drainMs > 0) {
            vertx.setTimer(drainMs, id -> drained.tryComplete());
        } else {
            drained.tryComplete();
        }
        leaveWhenDone();
        return drained.future();
    }

    private void leaveWhenDone() {
        if (leaving && inFlight == 0) {
            drained.tryComplete();
        }
    }
}
