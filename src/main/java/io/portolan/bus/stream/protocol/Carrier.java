package io.portolan.bus.stream.protocol;

import io.vertx.core.Future;
import io.vertx.core.net.HostAndPort;

/** What takes frames to nodes that listen for it, instead of the event bus. For any thread. */
public interface Carrier {

    /** Where others find this node's. */
    HostAndPort place();

    /**
     * Tells a node something. What one thread tells arrives in that order.
     *
     * @param to a node that has a {@linkplain InboxAddress#link link}
     * @return fails when that has certainly not arrived
     */
    Future<Void> tell(InboxAddress to, StreamFrame frame);

    /** Drops what was told to a node and has not left, since nothing of it matters any more. */
    void drop(InboxAddress to);
}
