package io.portolan.bus.node;

import java.io.Serial;

/** The other node was not reached, or does not serve the flow: nothing was done. */
public final class UndeliveredException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UndeliveredException(String node) {
        super(node + " did not take the call", null, false, false);
    }
}
