package io.portolan.bus;

import io.vertx.core.buffer.Buffer;

/** The bytes of a request or an answer. */
public sealed interface Body {

    /** All of it, in memory; not to be changed. */
    record Whole(Buffer bytes) implements Body {}

    /** No bytes at all. */
    Whole EMPTY = new Whole(Buffer.buffer());
}
