package io.portolan.options;

import java.time.Duration;

/**
 * How long anything may take.
 *
 * @param connect to reach an upstream, the wait for a pooled connection included
 * @param firstByte until the upstream's answer begins
 * @param idle silence on a connection
 * @param total one call from end to end, the body included
 * @param drain calls under way when the process is asked to stop
 */
public record TimeoutOptions(Duration connect, Duration firstByte, Duration idle, Duration total, Duration drain) {

    public TimeoutOptions {
        positive("timeouts.connect", connect);
        positive("timeouts.firstByte", firstByte);
        positive("timeouts.idle", idle);
        positive("timeouts.total", total);
        if (drain.isNegative()) {
            throw new IllegalArgumentException("timeouts.drain: " + drain + " (expected: 0s or more)");
        }
    }

    public static TimeoutOptions defaults() {
        return new TimeoutOptions(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                Duration.ofSeconds(30));
    }

    private static void positive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: more than 0s)");
        }
    }
}
