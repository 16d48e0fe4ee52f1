package io.portolan.bus.stream;

import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.stream.protocol.Windows;
import io.vertx.core.eventbus.ReplyException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Another node that streams come from or go to. For any thread. */
final class Peer {

    private final InboxAddress inbox;
    private final Outbox outbox;
    private final Windows windows;
    private final BiConsumer<Peer, String> lost;
    private final AtomicInteger silence = new AtomicInteger();
    private int users;

    /** @param lost told when it cannot be reached, and why */
    Peer(Outbox outbox, InboxAddress inbox, Windows windows, BiConsumer<Peer, String> lost) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.windows = windows;
        this.lost = lost;
    }

    void tell(StreamFrame frame) {
        outbox.tell(inbox, frame).onFailure(this::unreachable);
    }

    InboxAddress inbox() {
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
        silence.set(0);
    }

    /** Another while is over; how many of them nothing was heard. */
    int silence() {
        return silence.incrementAndGet();
    }

    private void unreachable(Throwable cause) {
        lost.accept(
                this, cause instanceof ReplyException ? "the other node is gone" : "the other node cannot be reached");
    }
}
