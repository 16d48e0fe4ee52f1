package io.portolan.options;

/** The log, on standard error. */
public record LogOptions(Level level) {

    /** The least severe lines that are written. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    public static LogOptions defaults() {
        return new LogOptions(Level.INFO);
    }
}
