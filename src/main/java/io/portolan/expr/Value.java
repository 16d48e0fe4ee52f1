package io.portolan.expr;

import io.vertx.core.buffer.Buffer;

/**
 * One argument as it will go on the wire: never a parsed number, so that {@code 1e400} or a 30-digit id arrives
 * upstream exactly as the caller wrote it.
 */
public sealed interface Value {

    /** A string. */
    record Text(String text) implements Value {}

    /** A number or boolean in its JSON spelling. */
    record Literal(String json) implements Value {}

    /**
     * A JSON array or object, verbatim.
     *
     * @param bytes UTF-8, syntax already checked; not to be changed
     */
    record Json(Buffer bytes) implements Value {}
}
