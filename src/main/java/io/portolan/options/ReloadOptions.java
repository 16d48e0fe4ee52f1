package io.portolan.options;

import java.time.Duration;

/**
 * When the command line reloads by itself.
 *
 * @param watch whether a change of a file is noticed
 * @param debounce how long files have to be quiet after a change, so that what is saved together is read together
 */
public record ReloadOptions(boolean watch, Duration debounce) {

    public ReloadOptions {
        if (debounce.isNegative()) {
            throw new IllegalArgumentException("reload.debounce: " + debounce + " (expected: 0s or more)");
        }
    }

    public static ReloadOptions defaults() {
        return new ReloadOptions(true, Duration.ofMillis(200));
    }
}
