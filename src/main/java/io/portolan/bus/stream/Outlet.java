package io.portolan.bus.stream;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** The end of a stream that somebody reads. */
public interface Outlet extends ReadStream<Buffer> {

    /** Whoever reads it; always the same. */
    Reader reader();

    @Override
    default ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        reader().handler = handler;
        return this;
    }

    @Override
    default ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        reader().endHandler = handler;
        return this;
    }

    @Override
    default ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        reader().exceptionHandler = handler;
        return this;
    }

    @Override
    default ReadStream<Buffer> pause() {
        reader().demand = 0;
        return this;
    }

    @Override
    default ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    /** What a reader set, how much it asked for, and a fault that it hears of once, as soon as it listens. */
    final class Reader {

        private @Nullable Handler<Buffer> handler;
        private @Nullable Handler<Void> endHandler;
        private @Nullable Handler<Throwable> exceptionHandler;
        private @Nullable Throwable untold;
        private long demand;

        /** It asks for so many chunks more. */
        public void ask(long amount) {
            demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        }

        /** Whether it waits for more. */
        public boolean waits() {
            return demand > 0;
        }

        /** Hands on one of the chunks that it asked for. */
        public void give(Buffer chunk) {
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            if (handler != null) {
                handler.handle(chunk);
            }
        }

        /** That was all. */
        public void end() {
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }

        /** No more will come, and why. */
        public void fail(Throwable cause) {
            untold = cause;
            tell();
        }

        /** Whether there is a fault that it has not heard of. */
        boolean untold() {
            return untold != null;
        }

        /** Who takes a stream that is broken already hears of it when it begins to read. */
        void tell() {
            Throwable cause = untold;
            Handler<Throwable> listener = exceptionHandler;
            if (cause != null && listener != null) {
                untold = null;
                listener.handle(cause);
            }
        }
    }
}
