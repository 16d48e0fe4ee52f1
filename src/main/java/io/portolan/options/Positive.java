package io.portolan.options;

import java.time.Duration;

/** That a setting is more than nothing. */
final class Positive {

    static void check(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: more than 0s)");
        }
    }

    static void check(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: 1 or more)");
        }
    }

    private Positive() {}
}
