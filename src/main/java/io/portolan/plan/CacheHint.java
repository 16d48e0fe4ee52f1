package io.portolan.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long clients may keep what an endpoint lists and reads, and for whom; null where the file says nothing.
 *
 * @param ttl {@code ttlMs}
 */
public record CacheHint(@Nullable Duration ttl, @Nullable Scope scope) {

    /** The file says nothing. */
    public static final CacheHint NONE = new CacheHint(null, null);

    /** Who may share what is kept. */
    public enum Scope {
        PUBLIC,
        PRIVATE
    }
}
