package io.portolan.files;

import java.io.Serial;

/** What was asked for is not served. Carries no stack trace: it tells of the request, not of a bug. */
public final class UnservedFileException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    UnservedFileException(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /** The HTTP status it amounts to: 400, 404 or 503. */
    public int status() {
        return status;
    }

    /** One sentence, fit for the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
