package io.portolan.options;

import org.jspecify.annotations.Nullable;

/** The range of a TCP port. */
final class Ports {

    static void check(String setting, @Nullable Integer port) {
        if (port != null && (port < 0 || port > 65535)) {
            throw new IllegalArgumentException(setting + ": " + port + " (expected: 0-65535)");
        }
    }

    private Ports() {}
}
