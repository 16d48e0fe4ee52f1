package io.portolan.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** What nodes tell each other about calls under way: that one is cancelled, and how far one has come. */
final class NodeSignals {

    /** Follows what was told on its way, which is another than that of the answer. */
    private static final String END = "end";

    private static final long LONGEST_WAIT_MS = 1000;

    private final Vertx vertx;
    private final EventBus bus;
    private final RunningCalls calls;
    private final String address = Addresses.node();
    private final ConcurrentMap<String, Consumer<Progress>> watchers = new ConcurrentHashMap<>();
    private volatile List<MessageConsumer<?>> registrations = List.of();

    NodeSignals(Vertx vertx, RunningCalls calls) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.calls = calls;
    }

    Future<Void> open() {
        registrations = List.of(
                bus.<Object>consumer(Addresses.CANCELLATIONS, this::cancelled),
                bus.<Object>consumer(address, this::advanced));
        return Future.all(
                        registrations.stream().map(MessageConsumer::completion).toList())
                .mapEmpty();
    }

    Future<Void> close() {
        return Future.join(
                        registrations.stream().map(MessageConsumer::unregister).toList())
                .mapEmpty();
    }

    /** Tells every node that a call, sent to one of them, is cancelled. */
    void cancel(String requestId) {
        bus.publish(Addresses.CANCELLATIONS, requestId);
    }

    /** The call as it has to be sent so that this node hears of its progress, until {@link #forget}. */
    CallContext watched(CallContext call, Consumer<Progress> told) {
        Context here = vertx.getOrCreateContext();
        watchers.put(call.requestId(), progress -> here.runOnContext(now -> told.accept(progress)));
        return call.watchedBy(address);
    }

    /** No more is wanted of it; ends when all that was told before has been heard. */
    Future<Void> forget(CallContext call) {
        DeliveryOptions here = new DeliveryOptions().setLocalOnly(true).setSendTimeout(LONGEST_WAIT_MS);
        return bus.request(address, END, here)
                .onComplete(any -> watchers.remove(call.requestId()))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void cancelled(Message<Object> message) {
        if (message.body() instanceof String requestId) {
            calls.cancel(requestId);
        }
    }

    private void advanced(Message<Object> message) {
        switch (message.body()) {
            case JsonObject told -> {
                Consumer<Progress> watcher = watchers.get(told.getString("requestId", ""));
                if (watcher != null) {
                    watcher.accept(Progress.of(told));
                }
            }
            case null, default -> message.reply(END);
        }
    }
}
