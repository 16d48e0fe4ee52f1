package io.portolan.options;

import java.time.Duration;

/**
 * How long anything may take.
 *
 * @param connect to reach an upstream, the wait for a pooled connection included
 * @param firstByte until the upstream's answer begins
 * @param idle silence on a connection
 * @param total one call from end to end, the body included
 * @param notice calls are still taken after the process says that it wants no more, so that balancers get to know it
 * @param drain calls under way when the process is asked to stop
 */
public record TimeoutOptions(
        Duration connect, Duration firstByte, Duration idle, Duration total, Duration notice, Duration drain) {

    public TimeoutOptions {
        Positive.check("timeouts.connect", connect);
        Positive.check("timeouts.firstByte", firstByte);
        Positive.check("timeouts.idle", idle);
        Positive.check("timeouts.total", total);
        notNegative("timeouts.notice", notice);
        notNegative("timeouts.drain", drain);
    }

    /** Takes no call any more as soon as it wants none. */
    public TimeoutOptions(Duration connect, Duration firstByte, Duration idle, Duration total, Duration drain) {
        this(connect, firstByte, idle, total, Duration.ZERO, drain);
    }

    public static TimeoutOptions defaults() {
        return new TimeoutOptions(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                Duration.ofSeconds(30));
    }

    /** The same with another time before no call is taken any more. */
    public TimeoutOptions withNotice(Duration notice) {
        return new TimeoutOptions(connect, firstByte, idle, total, notice, drain);
    }

    private static void notNegative(String setting, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: 0s or more)");
        }
    }
}
