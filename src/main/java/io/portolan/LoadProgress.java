package io.portolan;

/** Told how far the loading of capability files has come, from any thread. */
@FunctionalInterface
public interface LoadProgress {

    /** Tells nobody. */
    LoadProgress NONE = (read, all) -> {};

    /** So many of all files are read; called once for each, not always in order. */
    void read(int read, int all);
}
