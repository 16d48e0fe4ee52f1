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
        Positive.check("cluster.connect", connect);
        Positive.check("cluster.streamGreeting", streamGreeting);
        if (streamIdle.compareTo(SHORTEST_IDLE) < 0) {
            throw new IllegalArgumentException("cluster.streamIdle: " + Durations.format(streamIdle)
                    + " (expected: 5s or more, since what is used is heard of once a second)");
        }
        Positive.check("cluster.streamConnections", streamConnections);
    }

    public static PeerOptions defaults() {
        return new PeerOptions(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(5), 1024);
    }
}
