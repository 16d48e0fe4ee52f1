package io.portolan.bus.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts streams. */
final class Tally {

    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder broken = new LongAdder();

    void begin() {
        open.incrementAndGet();
    }

    void end(Ending ending) {
        open.decrementAndGet();
        switch (ending) {
            case COMPLETE, CANCELLED -> {}
            case ABANDONED -> abandoned.increment();
            case BROKEN -> broken.increment();
        }
    }

    /** One that is cancelled at its source has broken on its way. */
    void lose() {
        broken.increment();
    }

    int open() {
        return open.get();
    }

    long abandoned() {
        return abandoned.sum();
    }

    long broken() {
        return broken.sum();
    }
}
