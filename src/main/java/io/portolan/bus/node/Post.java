package io.portolan.bus.node;

import io.portolan.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;

/** Carries frames to other nodes. */
final class Post {

    private final EventBus bus;
    private final Directory directory;

    Post(EventBus bus, Directory directory) {
        this.bus = bus;
        this.directory = directory;
    }

    /** Tells one node something; fails when that has certainly not arrived. */
    Future<Void> tell(String node, NodeFrame frame) {
        Node known = directory.find(node);
        if (known != null) {
            return known.tell(frame);
        }
        try {
            return bus.<NodeFrame>sender(Addresses.node(node), Node.OPTIONS).write(frame);
        } catch (RuntimeException closedOrUnwritable) {
            return Future.failedFuture(closedOrUnwritable);
        }
    }

    /** Tells one node something, whether it hears of it or not: one that does not is missed soon. */
    void mention(String node, NodeFrame frame) {
        tell(node, frame).otherwiseEmpty();
    }

    /** Tells all nodes something, this one included. */
    void publish(NodeFrame frame) {
        try {
            bus.publish(Addresses.NODES, frame, Node.OPTIONS);
        } catch (IllegalStateException closed) {
            // A bus that is closed has nobody to tell.
        }
    }
}
