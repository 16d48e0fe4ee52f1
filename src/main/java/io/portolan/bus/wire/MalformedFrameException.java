package io.portolan.bus.wire;

import java.io.Serial;

/** A frame from another node that is cut, damaged, or of another version of the wire format. */
final class MalformedFrameException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
        super(message);
    }
}
