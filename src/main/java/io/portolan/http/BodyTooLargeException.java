package io.portolan.http;

import io.portolan.options.Size;
import java.io.Serial;

/** A request body is larger than its limit. Carries no stack trace: it tells of the caller, not of a bug. */
public final class BodyTooLargeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(Size limit) {
        super("body: larger than the limit (expected: at most " + limit + ")", null, false, false);
    }
}
