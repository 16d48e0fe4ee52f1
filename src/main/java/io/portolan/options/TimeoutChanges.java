package io.portolan.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What differs from the {@link TimeoutOptions} of the process for one upstream; null where nothing does. */
public record TimeoutChanges(
        @Nullable Duration connect,
        @Nullable Duration firstByte,
        @Nullable Duration idle,
        @Nullable Duration total) {

    /** Nothing differs. */
    public static final TimeoutChanges NONE = new TimeoutChanges(null, null, null, null);

    /** The timeouts with these changes. */
    public TimeoutOptions over(TimeoutOptions process) {
        return new TimeoutOptions(
                connect == null ? process.connect() : connect,
                firstByte == null ? process.firstByte() : firstByte,
                idle == null ? process.idle() : idle,
                total == null ? process.total() : total,
                process.notice(),
                process.drain());
    }

    /** These changes, and those of a less specific pattern where these say nothing. */
    TimeoutChanges over(TimeoutChanges other) {
        return new TimeoutChanges(
                connect == null ? other.connect : connect,
                firstByte == null ? other.firstByte : firstByte,
                idle == null ? other.idle : idle,
                total == null ? other.total : total);
    }
}
