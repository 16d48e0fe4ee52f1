package io.portolan.auth;

import java.io.Serial;

/** A credential cannot be made because a variable it needs has no value. */
public final class MissingVariableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String variable;

    public MissingVariableException(String variable) {
        super("variable " + variable + " has no value");
        this.variable = variable;
    }

    /** The variable as the file names it. */
    public String variable() {
        return variable;
    }
}
