package io.portolan.expr.path;

import java.io.Serial;

/** A text that is no path we read, and why not. */
public final class PathSyntaxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int column;

    PathSyntaxException(int column, String reason) {
        super(reason, null, false, false);
        this.column = column;
    }

    /** Where in the text, from 1. */
    public int column() {
        return column;
    }

    /** What is wrong, and what was expected. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
