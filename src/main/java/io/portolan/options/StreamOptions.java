package io.portolan.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that are passed on as they come.
 *
 * @param whole what is known to be no larger is taken whole
 * @param most the largest body that is passed on, in either direction
 * @param total how long one may take from first to last
 * @param pickUp how long one may wait for its reader
 * @param window of one stream between event loops or nodes: what may be under way
 * @param windows of all streams from one other node
 * @param sockets what the system may keep of one connection in each direction, on its way in and out of this process;
 *     null leaves it to the system, which gives fast and far ones megabytes
 */
public record StreamOptions(
        Size whole,
        Size most,
        Duration total,
        Duration pickUp,
        Size window,
        Size windows,
        @Nullable Size sockets) {

    private static final Size SMALLEST_WINDOW = new Size(1024);

    public StreamOptions {
        Positive.check("streams.total", total);
        Positive.check("streams.pickUp", pickUp);
        large("streams.window", window);
        large("streams.windows", windows);
        if (sockets != null) {
            large("streams.sockets", sockets);
            if (sockets.bytes() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("streams.sockets: " + sockets + " (expected: less than 2GiB)");
            }
        }
    }

    public static StreamOptions defaults() {
        return new StreamOptions(
                Size.parse("64KiB"),
                Size.parse("100GiB"),
                Duration.ofHours(24),
                Duration.ofSeconds(10),
                Size.parse("512KiB"),
                Size.parse("32MiB"),
                null);
    }

    /**
     * Whether a body is passed on as it comes, where nobody has to look into it: one that is longer than what is taken
     * whole, or than what may be.
     *
     * @param length below 0 when nobody knows it
     */
    public boolean passOn(long length, LimitOptions limits) {
        return length < 0 || length > Math.min(whole.bytes(), limits.body().bytes());
    }

    private static void large(String setting, Size value) {
        if (value.bytes() < SMALLEST_WINDOW.bytes()) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: 1KiB or more)");
        }
    }
}
