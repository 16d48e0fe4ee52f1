package io.portolan.mcp.caller;

/** A client gave no result for what it was asked. */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnansweredException(String message) {
        super(message, null, false, false);
    }
}
