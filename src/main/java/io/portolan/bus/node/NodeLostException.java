package io.portolan.bus.node;

import java.io.Serial;

/** The other node is gone, and nobody knows what became of the call. */
public final class NodeLostException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NodeLostException(String node, String why) {
        super("the node " + node + " " + why + " before it answered", null, false, false);
    }
}
