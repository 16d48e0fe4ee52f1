package io.portolan.bus.stream;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * Bytes on their way, held back at their source until somebody takes them. Whoever gets one takes it or cancels it; one
 * that nobody takes in time is broken off. May be used from any thread.
 */
public interface ByteStream {

    /** The length of a stream that nobody knows yet. */
    long UNKNOWN = -1;

    /** How many bytes there are; {@link #UNKNOWN} when only the end tells. */
    long length();

    /**
     * Takes them, on the current event loop: there the handlers are called, and there they have to be set. Paused. To be
     * called once.
     *
     * @return fails with {@link BrokenStreamException}, at once when the stream is over before it was taken
     */
    ReadStream<Buffer> take();

    /** What followed the bytes, once they have ended (RFC 9110 6.5). */
    MultiMap trailers();

    /** Nobody wants what has not come yet. Harmless at the end. */
    void cancel();

    /** Succeeds when all of them have been handed on, or never will be. */
    Future<Void> closed();
}
