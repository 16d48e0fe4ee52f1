package io.portolan.bus;

import io.portolan.bus.node.NodeFrame;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who wants to hear on this node how far calls have come, wherever they run. */
final class Watchers {

    /** Follows what was told on its way, which is another than that of the answer. */
    private static final String END = "end";

    private static final long LONGEST_WAIT_MS = 1000;

    private final Vertx vertx;
    private final EventBus bus;
    private final String address = Addresses.progress();
    private final ConcurrentMap<String, Consumer<Progress>> watchers = new ConcurrentHashMap<>();
    private volatile @Nullable MessageConsumer<Object> consumer;

    Watchers(Vertx vertx) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
    }

    Future<Void> open() {
        MessageConsumer<Object> own = bus.consumer(address, this::advanced);
        consumer = own;
        return own.completion();
    }

    Future<Void> close() {
        MessageConsumer<Object> own = consumer;
        return own == null ? Future.succeededFuture() : own.unregister();
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

    private void advanced(Message<Object> message) {
        switch (message.body()) {
            case NodeFrame.Advanced told -> {
                Consumer<Progress> watcher = watchers.get(told.requestId());
                if (watcher != null) {
                    watcher.accept(told.progress());
                }
            }
            case String end -> message.reply(END);
            case null, default -> {}
        }
    }
}
