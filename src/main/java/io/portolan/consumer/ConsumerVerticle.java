package io.portolan.consumer;

import io.portolan.bus.Addresses;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.MessageCodecs;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.options.BusOptions.PublicAddresses;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.Flow;
import io.portolan.telemetry.CallMeter;
import io.portolan.telemetry.CallRecorder;
import io.portolan.upstream.UpstreamSettings;
import io.portolan.upstream.UpstreamStack;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the flows of one consumed namespace on one event loop; several of it share a namespace. */
public final class ConsumerVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerVerticle.class);

    private final ConsumerSettings settings;
    private final LocalConsumers consumers;
    private final Invoker invoker;
    private final CallRecorder recorder;
    private final List<MessageConsumer<?>> registrations = new ArrayList<>();
    private final Promise<Void> drained = Promise.promise();

    private LocalConsumers.@Nullable Instance instance;
    private @Nullable UpstreamStack upstream;
    private int inFlight;
    private boolean leaving;

    /**
     * One instance.
     *
     * @param consumers the table in which the instance is found
     * @param invoker by which the public addresses call
     * @param recorder counts the calls of the public addresses
     */
    public ConsumerVerticle(
            ConsumerSettings settings, LocalConsumers consumers, Invoker invoker, CallRecorder recorder) {
        this.settings = settings;
        this.consumers = consumers;
        this.invoker = invoker;
        this.recorder = recorder;
    }

    @Override
    public Future<?> start() {
        MessageCodecs.register(vertx.eventBus());
        String namespace = settings.plan().namespace();
        UpstreamStack stack = UpstreamStack.open(vertx, upstreamSettings());
        Flows flows = Flows.of(settings, stack);
        LocalConsumers.Instance here = LocalConsumers.Instance.here(namespace, flows.digests());
        EventBus bus = vertx.eventBus();
        registrations.add(bus.<Object>localConsumer(here.address(), message -> handle(flows, message)));
        registrations.add(bus.<Object>consumer(Addresses.consumer(namespace), message -> handle(flows, message)));
        registerPublicAddresses(bus);
        consumers.add(here);
        instance = here;
        upstream = stack;
        return Future.all(
                registrations.stream().map(MessageConsumer::completion).toList());
    }

    @Override
    public Future<?> stop() {
        if (instance != null) {
            consumers.remove(instance);
        }
        return Future.join(
                        registrations.stream().map(MessageConsumer::unregister).toList())
                .transform((done, cause) -> drain())
                .eventually(() -> upstream == null ? Future.succeededFuture() : upstream.close());
    }

    private UpstreamSettings upstreamSettings() {
        return new UpstreamSettings(
                settings.plan().namespace(),
                settings.baseUri(),
                settings.options().limits(),
                settings.options().timeouts(),
                settings.instances());
    }

    private void registerPublicAddresses(EventBus bus) {
        PublicAddresses reach = settings.options().bus().publicAddresses();
        TimeoutOptions timeouts = settings.options().timeouts();
        for (Flow flow : settings.plan().operations()) {
            String address = Addresses.capability(flow.namespace(), flow.name());
            CallMeter meter = recorder.meter(flow.namespace(), flow.name(), Surface.BUS.word());
            PublicContract contract = new PublicContract(flow, invoker, timeouts.total(), meter);
            switch (reach) {
                case LOCAL -> registrations.add(bus.localConsumer(address, contract::handle));
                case CLUSTER -> registrations.add(bus.consumer(address, contract::handle));
                case OFF -> {}
            }
        }
    }

    private void handle(Flows flows, Message<Object> message) {
        inFlight++;
        run(flows, message.body()).onComplete((result, cause) -> {
            message.reply(cause == null ? result : failure(message.body(), cause));
            inFlight--;
            leaveWhenDone();
        });
    }

    private static Future<Result> run(Flows flows, @Nullable Object message) {
        try {
            return switch (message) {
                case Invocation invocation -> flows.run(invocation);
                case Failure unreadable -> Future.failedFuture(unreadable);
                case null, default ->
                    Future.failedFuture(new Failure(Kind.INVALID_INPUT, "the message is no invocation"));
            };
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

    private Future<Void> drain() {
        leaving = true;
        long drainMs = settings.options().timeouts().drain().toMillis();
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
