package io.portolan.cli.terminal;

import io.portolan.LoadProgress;
import java.io.PrintWriter;

/** Shows how far the reading of many files has come. */
public final class LoadingBar implements LoadProgress {

    private final Bar bar;

    /** On standard error, when that is a terminal. */
    public LoadingBar(PrintWriter err) {
        this.bar = new Bar(err, "reading");
    }

    @Override
    public synchronized void read(int read, int all) {
        if (read == all) {
            bar.clear();
        } else {
            bar.show(read, all, () -> read + " of " + all + " files");
        }
    }
}
