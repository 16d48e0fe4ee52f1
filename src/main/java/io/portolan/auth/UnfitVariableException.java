package io.portolan.auth;

import java.io.Serial;

/** A credential cannot be made because the value of a variable cannot travel, such as a key with a line end. */
public final class UnfitVariableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String variable;

    public UnfitVariableException(String variable) {
        super("variable " + variable + " holds a character that cannot travel (expected: printable ASCII)");
        this.variable = variable;
    }

    /** The variable as the file names it. */
    public String variable() {
        return variable;
    }
}
