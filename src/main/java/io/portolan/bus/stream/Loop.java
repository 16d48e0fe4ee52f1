package io.portolan.bus.stream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Where something lives.
 *
 * @param thread of the context; null when it has several, or is not known
 */
record Loop(Context context, @Nullable Thread thread) {

    /** Of whoever asks. */
    static Loop current(Vertx vertx) {
        return new Loop(vertx.getOrCreateContext(), Context.isOnEventLoopThread() ? Thread.currentThread() : null);
    }

    /** Runs something there: at once when it is here. What comes from one thread keeps its order. */
    void run(Runnable task) {
        if (Thread.currentThread().equals(thread)) {
            task.run();
        } else {
            later(task);
        }
    }

    /** Runs something there, after what is under way. */
    void later(Runnable task) {
        context.runOnContext(now -> task.run());
    }
}
