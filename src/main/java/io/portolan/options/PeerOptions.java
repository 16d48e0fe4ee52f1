package io.portolan.options;

import java.time.Duration;

/**
 * Connections between nodes of a cluster.
 *
 * @param connect how long making one may take
 * @param streamIdle after which one for streams that nothing goes over is closed
 * @param streamGreeting how long a node that has made one for streams may take to say whom it is meant for
 * @param streamConnections that others may have open here for streams
 */
public record PeerOptions(Duration connect, Duration streamIdle, Duration streamGreeting, int streamConnections) {

    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(5);

    public PeerOptions {
        positive("cluster.connect", connect);
        positive("cluster.streamGreeting", streamGreeting);
        if (streamIdle.compareTo(SHORTEST_IDLE) < 0) {
            throw new IllegalArgumentException("cluster.streamIdle: " + Durations.format(streamIdle)
                    + " (expected: 5s or more, since what is used is heard of once a second)");
        }
        if (streamConnections < 1) {
            throw new IllegalArgumentException(
                    "cluster.streamConnections: " + streamConnections + " (expected: 1 or more)");
        }
    }

    public static PeerOptions defaults() {
        return new PeerOptions(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(5), 1024);
    }

    private static void positive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    setting + ": " + Durations.format(value) + " (expected: more than nothing)");
        }
    }
}
