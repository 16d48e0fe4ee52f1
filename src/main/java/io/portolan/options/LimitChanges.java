package io.portolan.options;

import org.jspecify.annotations.Nullable;

/** What differs from the {@link LimitOptions} of the process for one upstream; null where nothing does. */
public record LimitChanges(
        @Nullable Size body,
        @Nullable Integer inFlight,
        @Nullable Integer pool,
        @Nullable Integer poolQueue) {

    /** Nothing differs. */
    public static final LimitChanges NONE = new LimitChanges(null, null, null, null);

    /** The limits with these changes. */
    public LimitOptions over(LimitOptions process) {
        return new LimitOptions(
                body == null ? process.body() : body,
                inFlight == null ? process.inFlight() : inFlight,
                pool == null ? process.pool() : pool,
                poolQueue == null ? process.poolQueue() : poolQueue,
                process.shapeAtOnce());
    }

    /** These changes, and those of a less specific pattern where these say nothing. */
    LimitChanges over(LimitChanges other) {
        return new LimitChanges(
                body == null ? other.body : body,
                inFlight == null ? other.inFlight : inFlight,
                pool == null ? other.pool : pool,
                poolQueue == null ? other.poolQueue : poolQueue);
    }
}
