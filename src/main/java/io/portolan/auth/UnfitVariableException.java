package io.portolan.auth;

import java.io.Serial;

/** A credential cannot be made because the value of a variable cannot travel, such as a key with a line end. */
public final class UnfitVariableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String UNPRINTABLE = "holds a character that cannot travel (expected: printable ASCII)";

    private final String variable;
    private final String fault;

    public UnfitVariableException(String variable) {
        this(variable, UNPRINTABLE);
    }

    /** @param fault what is wrong with the value, without the value */
    public UnfitVariableException(String variable, String fault) {
        super("variable " + variable + " " + fault);
        this.variable = variable;
        this.fault = fault;
    }

    /** The variable as the file names it. */
    public String variable() {
        return variable;
    }

    /** What is wrong with its value, and what was expected. */
    public String fault() {
        return fault;
    }
}
