package io.portolan.consumer;

import io.portolan.bus.Addresses;
import io.portolan.bus.Invoker;
import io.portolan.bus.Surface;
import io.portolan.options.BusOptions;
import io.portolan.plan.Flow;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses by which other Vert.x apps call a namespace's operations, as far as this instance has them: each is
 * registered once, however many event loops there are, and the instances share them out by their names. Lives on one
 * event loop.
 */
final class PublicAddresses {

    private final Vertx vertx;
    private final EventBus bus;
    private final int number;
    private final Invoker invoker;
    private final CallRecorder recorder;
    private final Map<String, PublicAddress> byName = new HashMap<>();

    /** One address. It stays when its operation changes. */
    private static final class PublicAddress {

        private final MessageConsumer<Object> registration;
        private PublicContract contract;

        PublicAddress(MessageConsumer<Object> registration, PublicContract contract) {
            this.registration = registration.handler(this::handle);
            this.contract = contract;
        }

        private void handle(Message<Object> message) {
            contract.handle(message);
        }
    }

    /** @param number of the instance among those of its namespace, from 0 */
    PublicAddresses(Vertx vertx, int number, Invoker invoker, CallRecorder recorder) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.number = number;
        this.invoker = invoker;
        this.recorder = recorder;
    }

    /** Offers these operations, and goes on with others until {@link #keep} is told. */
    Future<?> offer(ConsumerSettings settings) {
        BusOptions.PublicAddresses reach = settings.options().bus().publicAddresses();
        if (reach == BusOptions.PublicAddresses.OFF) {
            return Future.succeededFuture();
        }
        List<Future<Void>> registered = new ArrayList<>();
        for (Flow flow : own(settings)) {
            PublicContract contract = contract(flow, settings);
            PublicAddress known = byName.get(flow.name());
            if (known == null) {
                PublicAddress added = new PublicAddress(register(flow, reach), contract);
                byName.put(flow.name(), added);
                registered.add(added.registration.completion());
            } else {
                known.contract = contract;
            }
        }
        return Future.all(registered);
    }

    /** Takes back what these operations do not name. */
    Future<?> keep(List<Flow> operations) {
        Set<String> names = operations.stream().map(Flow::name).collect(Collectors.toSet());
        List<Future<Void>> gone = new ArrayList<>();
        for (Iterator<Map.Entry<String, PublicAddress>> all = byName.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, PublicAddress> one = all.next();
            if (!names.contains(one.getKey())) {
                gone.add(one.getValue().registration.unregister());
                all.remove();
            }
        }
        return Future.join(gone);
    }

    /** By name, so that a change of the plan moves none to another instance. */
    private List<Flow> own(ConsumerSettings settings) {
        return settings.plan().operations().stream()
                .filter(flow -> Math.floorMod(flow.id().hashCode(), settings.instances()) == number)
                .toList();
    }

    private PublicContract contract(Flow flow, ConsumerSettings settings) {
        return new PublicContract(
                flow,
                new Flows.Means(
                        invoker, new Bench(vertx, settings.options().limits().shapeAtOnce())),
                settings.timeouts().total(),
                recorder.meter(flow.namespace(), flow.name(), Surface.BUS.word()));
    }

    private MessageConsumer<Object> register(Flow flow, BusOptions.PublicAddresses reach) {
        String address = Addresses.capability(flow.namespace(), flow.name());
        return reach == BusOptions.PublicAddresses.CLUSTER ? bus.consumer(address) : bus.localConsumer(address);
    }
}
