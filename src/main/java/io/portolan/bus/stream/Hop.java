package io.portolan.bus.stream;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Carries a stream from the event loop of its source to that of who reads it, a window at most being on the way. */
final class Hop {

    private final Guarded source;
    private final Context there;
    private final Context here;
    private final long window;
    private final Arrivals arrivals = new Arrivals(this::read);

    // Of the reader's loop: what it has read and not told yet.
    private long readHere;

    // Of the source's loop.
    private long underWay;
    private boolean held;

    Hop(Guarded source, Context there, Context here, long window) {
        this.source = source;
        this.there = there;
        this.here = here;
        this.window = window;
    }

    /** The stream for the reader. */
    ReadStream<Buffer> begin() {
        there.runOnContext(now -> flow());
        return arrivals;
    }

    /** The reader wants no more: what is on the way is dropped. From any thread. */
    void stop() {
        here.runOnContext(now -> arrivals.stop());
    }

    private void flow() {
        source.take();
        source.handler(this::send)
                .endHandler(end -> here.runOnContext(now -> arrivals.end()))
                .exceptionHandler(cause -> here.runOnContext(now -> arrivals.fail(cause)))
                .resume();
    }

    private void send(Buffer chunk) {
        underWay += chunk.length();
        here.runOnContext(now -> arrivals.arrive(chunk));
        if (underWay >= window && !held) {
            held = true;
            source.pause();
        }
    }

    private void read(int bytes) {
        readHere += bytes;
        if (readHere >= window / 4) {
            long told = readHere;
            readHere = 0;
            there.runOnContext(now -> told(told));
        }
    }

    private void told(long bytes) {
        underWay -= bytes;
        if (held && underWay <= window / 2) {
            held = false;
            source.resume();
        }
    }
}
