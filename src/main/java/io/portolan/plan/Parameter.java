package io.portolan.plan;

import io.portolan.expr.TextPattern;
import io.portolan.expr.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * One input of a flow as one of its callers names it.
 *
 * @param pattern that its text has to match as a whole; null for any
 */
public record Parameter(
        String name,
        ValueType type,
        boolean required,
        @Nullable String description,
        @Nullable TextPattern pattern) {

    /** An input of any text. */
    public Parameter(String name, ValueType type, boolean required, @Nullable String description) {
        this(name, type, required, description, null);
    }
}
