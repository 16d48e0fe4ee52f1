package io.portolan.bus.stream;

import io.portolan.bus.stream.protocol.Carrier;
import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.tracing.TracingPolicy;
import org.jspecify.annotations.Nullable;

/** Tells other nodes of streams: by the carrier where both nodes have one, else over the event bus. For any thread. */
final class Outbox {

    private static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setCodecName(StreamFrame.CODEC).setTracingPolicy(TracingPolicy.IGNORE);

    private final EventBus bus;
    private volatile @Nullable Carrier carrier;

    Outbox(EventBus bus) {
        this.bus = bus;
    }

    void carry(Carrier carrier) {
        this.carrier = carrier;
    }

    /** Where this node hears of streams, by one way or the other. */
    InboxAddress from(String address) {
        Carrier own = carrier;
        return new InboxAddress(address, own == null ? null : own.place());
    }

    /** What one thread tells arrives in that order. Fails when it has certainly not arrived. */
    Future<Void> tell(InboxAddress to, StreamFrame frame) {
        Carrier own = carrier;
        return own == null || to.link() == null ? overBus(to, frame) : own.tell(to, frame);
    }

    Future<Void> overBus(InboxAddress to, StreamFrame frame) {
        try {
            return bus.<StreamFrame>sender(to.bus(), OPTIONS).write(frame);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    void drop(InboxAddress to) {
        Carrier own = carrier;
        if (own != null && to.link() != null) {
            own.drop(to);
        }
    }
}
