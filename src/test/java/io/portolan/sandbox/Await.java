package io.portolan.sandbox;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on the JUnit thread; running out of time is a failed test, not an exception to declare. */
final class Await {

    private Await() {}

    static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no answer within 10 s", late);
        }
    }
}
