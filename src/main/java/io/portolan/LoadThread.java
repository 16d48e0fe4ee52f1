package io.portolan;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Loads beside whatever Vert.x has its workers do, on a thread that is there only as long. */
final class LoadThread {

    // Ten thousand files on a slow machine; the workers of Vert.x are reported as blocked after one minute.
    private static final long LONGEST_MINUTES = 10;

    /** Runs it. Those of one Vert.x take turns, since each has all processors work for it. */
    static <T> Future<T> run(Vertx vertx, Callable<T> load) {
        WorkerExecutor thread = vertx.createSharedWorkerExecutor("portolan-load", 1, LONGEST_MINUTES, TimeUnit.MINUTES);
        return thread.executeBlocking(load).map(Objects::requireNonNull).eventually(thread::close);
    }

    private LoadThread() {}
}
