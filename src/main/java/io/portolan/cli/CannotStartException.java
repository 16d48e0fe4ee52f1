package io.portolan.cli;

import java.io.Serial;

/** Something outside of files and settings stands in the way, such as a port that is taken. */
final class CannotStartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CannotStartException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
