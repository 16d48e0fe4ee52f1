package io.portolan.consumer;

import io.portolan.options.Size;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Where answers are worked on: small ones at once, on the event loop they came on; large ones beside it. */
final class Bench {

    private final Vertx vertx;
    private final Size atOnce;

    /** @param atOnce the largest answer that is worked on at once */
    Bench(Vertx vertx, Size atOnce) {
        this.vertx = vertx;
        this.atOnce = atOnce;
    }

    /**
     * Does the work; the future ends on the caller's context.
     *
     * @param bytes that there are to work on
     */
    <T> Future<T> work(long bytes, Callable<T> work) {
        if (bytes > atOnce.bytes()) {
            return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }
}
