package io.portolan.bus;

import org.jspecify.annotations.Nullable;

/**
 * What stays the same for one call wherever it travels.
 *
 * @param requestId a UUID
 * @param deadline in milliseconds since the epoch; a call past it is not begun
 * @param watcher the address that wants to hear how far the call has come; null when nobody does
 */
public record CallContext(
        String requestId,
        long deadline,
        Surface surface,
        @Nullable String watcher) {

    /** A call that nobody watches. */
    public CallContext(String requestId, long deadline, Surface surface) {
        this(requestId, deadline, surface, null);
    }

    /** The same call, watched from there, or from nowhere. */
    CallContext watchedBy(@Nullable String address) {
        return new CallContext(requestId, deadline, surface, address);
    }

    /** The same call in what it asks of others: only the whole of it is watched. */
    public CallContext unwatched() {
        return watcher == null ? this : watchedBy(null);
    }
}
