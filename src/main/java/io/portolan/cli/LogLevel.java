package io.portolan.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.portolan.options.LogOptions;
import org.slf4j.LoggerFactory;

/** Where and how much the process logs. */
final class LogLevel {

    private static final String FILE = "logback.configurationFile";

    /**
     * Chooses the log of a process that was started from a shell, unless somebody chose another. An application that
     * embeds Portolan keeps its own. To be called before anything logs.
     */
    static void choose() {
        if (System.getProperty(FILE) == null) {
            System.setProperty(FILE, "portolan-logback.xml");
        }
    }

    static void set(LogOptions.Level level) {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(
                    switch (level) {
                        case DEBUG -> Level.DEBUG;
                        case INFO -> Level.INFO;
                        case WARN -> Level.WARN;
                        case ERROR -> Level.ERROR;
                    });
        }
    }

    private LogLevel() {}
}
