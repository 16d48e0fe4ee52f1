package io.portolan.options;

import java.time.Duration;

/**
 * How nodes of a cluster miss each other.
 *
 * @param every between two times that a node tells all others that it lives
 * @param silence after which one that was not heard is taken for dead
 */
public record BeatOptions(Duration every, Duration silence) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public BeatOptions {
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "cluster.beat: " + Durations.format(every) + " (expected: 100ms or more)");
        }
        if (silence.compareTo(every.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("cluster.silence: " + Durations.format(silence)
                    + " (expected: cluster.beat twice or more, so that a late one is not missed)");
        }
    }

    public static BeatOptions defaults() {
        return new BeatOptions(Duration.ofSeconds(1), Duration.ofMillis(2500));
    }
}
