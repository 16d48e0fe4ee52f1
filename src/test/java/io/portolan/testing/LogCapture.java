package io.portolan.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged from its start until its end, at whatever level; meanwhile nothing is written elsewhere. */
public final class LogCapture implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private LogCapture(Level level) {
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        events.start();
        root.addAppender(events);
        root.setLevel(level);
    }

    /** Captures from now on. */
    public static LogCapture start(Level level) {
        return new LogCapture(level);
    }

    /** Each line with its values and the whole of its exception. */
    public synchronized List<String> lines() {
        return List.copyOf(events.list).stream().map(LogCapture::line).toList();
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(events);
        others.forEach(root::addAppender);
    }

    private static String line(ILoggingEvent event) {
        String values = event.getKeyValuePairs() == null ? "" : " " + event.getKeyValuePairs();
        String cause =
                event.getThrowableProxy() == null ? "" : " " + ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + values + cause;
    }
}
