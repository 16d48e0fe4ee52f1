package io.portolan.bus.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * What has come from another event loop or node and is not read yet. Who sends is told what is read, and has to keep to
 * a window. Lives on the event loop of who reads.
 */
final class Arrivals implements Outlet {

    private final Reader reader = new Reader();
    private final IntConsumer read;
    private final Deque<Buffer> unread = new ArrayDeque<>();
    private boolean ended;
    private boolean over;
    private boolean handing;

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
        reader.fail(cause);
    }

    /** Nobody reads any more. */
    void stop() {
        over = true;
        unread.clear();
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        reader.ask(amount);
        reader.tell();
        hand();
        return this;
    }

    private void hand() {
        if (handing) {
            return;
        }
        handing = true;
        try {
            while (reader.waits() && !unread.isEmpty()) {
                Buffer chunk = unread.remove();
                reader.give(chunk);
                read.accept(chunk.length());
            }
        } finally {
            handing = false;
        }
        if (ended && !over && reader.waits() && unread.isEmpty()) {
            over = true;
            reader.end();
        }
    }
}
