package io.portolan.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows a person how far a work has come, when it takes long enough to wonder; only on a terminal. */
public final class Bar {

    // Set by the start script, as the one for standard output is.
    private static final String TERMINAL = "portolan.terminal.error";

    private static final Duration WONDER = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final String work;
    private final boolean visible = Boolean.getBoolean(TERMINAL);
    private final long begun = System.nanoTime();
    private long drawn;
    private int drawnWidth;

    /**
     * Of a work that begins now.
     *
     * @param err standard error
     * @param work such as {@code reading}
     */
    public Bar(PrintWriter err, String work) {
        this.err = err;
        this.work = work;
    }

    /**
     * A part of it is done.
     *
     * @param count says so in words
     */
    public void show(long done, long all, Supplier<String> count) {
        if (!visible) {
            return;
        }
        long now = System.nanoTime();
        if (now - begun >= WONDER.toNanos() && now - drawn >= BETWEEN.toNanos()) {
            drawn = now;
            draw(text(done, all, count.get()));
        }
    }

    /** Leaves the line to others. */
    public void clear() {
        if (drawnWidth > 0) {
            draw("");
        }
    }

    String text(long done, long all, String count) {
        int filled = (int) (WIDTH * Math.min(done, all) / Math.max(1, all));
        return work + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + count;
    }

    private void draw(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, drawnWidth - text.length())) + (text.isEmpty() ? "\r" : ""));
        err.flush();
        drawnWidth = text.length();
    }
}
