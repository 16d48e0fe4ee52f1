package io.portolan.compile.splice;

import io.portolan.expr.Splice;

/** Where a hole stands. */
sealed interface Place {

    /** Where a value can stand. */
    record Fit(Splice splice) implements Place {}

    /** Where none can: {@code in a comment}. */
    record Unfit(String where) implements Place {}
}
