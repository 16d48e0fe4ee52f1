package io.portolan.expr;

import java.util.Locale;

/** The declared type of a parameter; {@link #ANY} when the file declares none. */
public enum ValueType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    ARRAY,
    OBJECT,
    ANY;

    /** The word of the file and of JSON Schema: {@code string}, {@code integer} and so on. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
