package io.portolan.bus.stream;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What has come from another event loop or node and is not read yet. Who sends is told what is read, and has to keep to
 * a window. Lives on the event loop of who reads.
 */
final class Arrivals implements ReadStream<Buffer> {

    private final IntConsumer read;
    private final Deque<Buffer> unread = new ArrayDeque<>();
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private long demand;
    private boolean ended;
    private boolean over;
    private boolean handing;
    private @Nullable Throwable untold;

    /** @param read told of each chunk's length once it is read */
    Arrivals(IntConsumer read) {
        this.read = read;
    }

    void arrive(Buffer chunk) {
        if (!over) {
            unread.add(chunk);
            hand();
        }
    }

    /** Nothing more will come. */
    void end() {
        ended = true;
        hand();
    }

    /** What is not read yet is lost: it is no use to anybody without the rest. */
    void fail(Throwable cause) {
        if (over) {
            return;
        }
        over = true;
        unread.clear();
        untold = cause;
        tell();
    }

    /** Nobody reads any more. */
    void stop() {
        over = true;
        unread.clear();
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        endHandler = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        exceptionHandler = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        demand = 0;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        tell();
        hand();
        return this;
    }

    private void hand() {
        if (handing) {
            return;
        }
        handing = true;
        try {
            while (demand > 0 && !unread.isEmpty()) {
                demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                Buffer chunk = unread.remove();
                if (handler != null) {
                    handler.handle(chunk);
                }
                read.accept(chunk.length());
            }
        } finally {
            handing = false;
        }
        if (ended && !over && demand > 0 && unread.isEmpty()) {
            over = true;
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }
    }

    private void tell() {
        Throwable cause = untold;
        Handler<Throwable> listener = exceptionHandler;
        if (cause != null && listener != null) {
            untold = null;
            listener.handle(cause);
        }
    }
}
