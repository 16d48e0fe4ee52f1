package io.portolan;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one task at a time. Whoever asks while one runs gets the outcome of a single one that begins after it. */
final class SingleLane<T> {

    private @Nullable Future<T> running;
    private @Nullable Waiting<T> next;
    private boolean closed;

    private record Waiting<T>(Supplier<Future<T>> task, Promise<T> outcome) {}

    /** @param task of those that wait for the same turn, the last is run */
    synchronized Future<T> run(Supplier<Future<T>> task) {
        if (closed) {
            return Future.failedFuture(new IllegalStateException("closed"));
        }
        if (running == null) {
            return begin(new Waiting<>(task, Promise.promise()));
        }
        next = new Waiting<>(task, next == null ? Promise.promise() : next.outcome());
        return next.outcome().future();
    }

    /** Runs nothing more; ends when what runs has ended. */
    synchronized Future<Void> close() {
        closed = true;
        if (next != null) {
            next.outcome().fail("closed");
            next = null;
        }
        return running == null
                ? Future.succeededFuture()
                : running.<Void>mapEmpty().otherwiseEmpty();
    }

    private Future<T> begin(Waiting<T> waiting) {
        running = waiting.outcome().future();
        outcome(waiting.task()).onComplete(done -> {
            ended();
            waiting.outcome().handle(done);
        });
        return waiting.outcome().future();
    }

    private synchronized void ended() {
        running = null;
        if (next != null) {
            Waiting<T> waiting = next;
            next = null;
            begin(waiting);
        }
    }

    private static <T> Future<T> outcome(Supplier<Future<T>> task) {
        try {
            return task.get();
        } catch (RuntimeException broken) {
            return Future.failedFuture(broken);
        }
    }
}
