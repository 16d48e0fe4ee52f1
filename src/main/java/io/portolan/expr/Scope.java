package io.portolan.expr;

import org.jspecify.annotations.Nullable;

/** What a {@link Template} may read while it is rendered. */
public interface Scope {

    /** The argument at this position of the flow's parameters; null when the caller gave none. */
    @Nullable
    Value input(int index);

    /** The value bound to a variable of the file; null when nothing is bound. */
    @Nullable
    String variable(String name);
}
