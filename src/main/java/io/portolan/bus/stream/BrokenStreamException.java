package io.portolan.bus.stream;

import java.io.Serial;

/** Why a stream ends before its end, in a sentence that is fit for the log and holds no secret. */
public final class BrokenStreamException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public BrokenStreamException(String reason) {
        super(reason, null, false, false);
    }
}
