package io.portolan.bus;

import io.portolan.bus.stream.ByteStream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a request or an answer. */
public sealed interface Body {

    /** All of it, in memory; not to be changed. */
    record Whole(Buffer bytes) implements Body {}

    /** Handed on as they come; whoever gets it takes or cancels it. */
    record Streamed(ByteStream stream) implements Body {}

    /** No bytes at all. */
    Whole EMPTY = new Whole(Buffer.buffer());

    /**
     * All the bytes of an answer to a call that asked for them so.
     *
     * @throws IllegalStateException when it is a stream nevertheless; that is a bug
     */
    static Buffer whole(Body body) {
        return switch (body) {
            case Whole whole -> whole.bytes();
            case Streamed streamed -> {
                streamed.stream().cancel();
                throw new IllegalStateException("a stream where nobody takes one");
            }
        };
    }

    /** Nobody wants what has not come yet of it. */
    static void cancel(@Nullable Body body) {
        if (body instanceof Streamed streamed) {
            streamed.stream().cancel();
        }
    }

    /** When its bytes have come, or never will. */
    static Future<Void> closed(Body body) {
        return switch (body) {
            case Whole whole -> Future.succeededFuture();
            case Streamed streamed -> streamed.stream().closed();
        };
    }
}
