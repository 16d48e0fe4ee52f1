package io.portolan.bus.stream;

import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.stream.protocol.Windows;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageProducer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.tracing.TracingPolicy;
import java.util.function.BiConsumer;

/** Another node that streams come from or go to. May be told something from any thread; the rest is for its inbox. */
final class Peer {

    private static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setCodecName(StreamFrame.CODEC).setTracingPolicy(TracingPolicy.IGNORE);

    private final String inbox;
    private final Windows windows;
    private final MessageProducer<StreamFrame> producer;
    private final BiConsumer<Peer, String> lost;
    private int users;
    private int silence;

    /** @param lost told when it cannot be reached, and why */
    Peer(EventBus bus, String inbox, Windows windows, BiConsumer<Peer, String> lost) {
        this.inbox = inbox;
        this.windows = windows;
        this.producer = bus.sender(inbox, OPTIONS);
        this.lost = lost;
    }

    /** Tells a node something, whether it hears of it or not. */
    static void tell(EventBus bus, String inbox, StreamFrame frame) {
        try {
            bus.send(inbox, frame, OPTIONS);
        } catch (IllegalStateException closed) {
            // A bus that is closed has nobody to tell.
        }
    }

    void tell(StreamFrame frame) {
        try {
            producer.write(frame).onFailure(this::unreachable);
        } catch (IllegalStateException closed) {
            unreachable(closed);
        }
    }

    String inbox() {
        return inbox;
    }

    Windows windows() {
        return windows;
    }

    /** One more stream with it; to be called under a lock. */
    Peer join() {
        users++;
        return this;
    }

    /** One less; to be called under the same lock. */
    boolean leave() {
        users--;
        return users == 0;
    }

    /** It lives. */
    void heard() {
        silence = 0;
    }

    /** Another while is over; how many of them nothing was heard. */
    int silence() {
        silence++;
        return silence;
    }

    private void unreachable(Throwable cause) {
        lost.accept(
                this, cause instanceof ReplyException ? "the other node is gone" : "the other node cannot be reached");
    }
}
