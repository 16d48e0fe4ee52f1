package io.portolan.cluster.load;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a run is: seconds in every build, what the goals name with {@code -Pcluster}. */
final class Scale {

    /** Whether this is the run that the goals are about; in short ones only what is plainly wrong is told. */
    static final boolean LONG = Boolean.getBoolean("portolan.cluster");

    /** Of every call a second, over all edges. */
    static final int CALLS_PER_SECOND = Integer.getInteger("portolan.cluster.calls", 500);

    static int of(int longRun, int shortRun) {
        return LONG ? longRun : shortRun;
    }

    static Duration seconds(double longRun, double shortRun) {
        return Duration.ofMillis((long) ((LONG ? longRun : shortRun) * 1000));
    }

    /** Lets time go by on the test's thread. */
    static void pause(Vertx vertx, Duration time) {
        try {
            vertx.timer(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS)
                    .await(time.toMillis() + 30_000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("a timer did not fire", e);
        }
    }

    private Scale() {}
}
