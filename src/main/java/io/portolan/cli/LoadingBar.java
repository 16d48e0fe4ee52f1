package io.portolan.cli;

import io.portolan.LoadProgress;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows a person how far the reading of many files has come, when it takes long enough to wonder. */
final class LoadingBar implements LoadProgress {

    // Set by the start script, as the one for standard output is.
    private static final String TERMINAL = "portolan.terminal.error";

    private static final Duration WONDER = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final long begun = System.nanoTime();
    private long drawn;
    private int drawnWidth;

    private LoadingBar(PrintWriter err) {
        this.err = err;
    }

    /** On a terminal; elsewhere nothing is shown. */
    static LoadProgress on(Shell shell) {
        return Boolean.getBoolean(TERMINAL) ? new LoadingBar(shell.err()) : LoadProgress.NONE;
    }

    @Override
    public synchronized void read(int read, int all) {
        long now = System.nanoTime();
        if (drawnWidth > 0 && read == all) {
            draw("");
        } else if (read < all && now - begun >= WONDER.toNanos() && now - drawn >= BETWEEN.toNanos()) {
            drawn = now;
            draw(text(read, all));
        }
    }

    static String text(int read, int all) {
        int filled = (int) ((long) WIDTH * read / all);
        return "reading [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + read + " of " + all + " files";
    }

    private void draw(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, drawnWidth - text.length())) + (text.isEmpty() ? "\r" : ""));
        err.flush();
        drawnWidth = text.length();
    }
}
