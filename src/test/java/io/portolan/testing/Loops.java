package io.portolan.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Runs things where they belong. */
public final class Loops {

    /** Runs a task on an event loop, another one each time while there are several. */
    public static <T> Future<T> run(Vertx vertx, Callable<T> task) {
        Promise<T> result = Promise.promise();
        next(vertx).runOnContext(now -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.fail(e);
            }
        });
        return result.future();
    }

    /** To a thread that is new to it, Vert.x gives the next event loop. */
    private static Context next(Vertx vertx) {
        CompletableFuture<Context> next = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> next.complete(vertx.getOrCreateContext()));
        try {
            return next.get(10, SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError("there is no event loop", e);
        }
    }

    private Loops() {}
}
