package io.portolan.bus.node;

import java.time.Duration;

/**
 * How often nodes tell that they live.
 *
 * @param beat between two times
 * @param silence after which a node is taken for dead
 */
public record Pace(Duration beat, Duration silence) {

    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(1), Duration.ofMillis(2500));
}
