package io.portolan.plan;

import io.portolan.options.LimitChanges;
import io.portolan.options.LimitOptions;
import io.portolan.options.Size;
import io.portolan.options.TimeoutChanges;
import io.portolan.options.TimeoutOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one call may take where settings say so for its namespace.
 *
 * @param total the time from end to end; null for the process's
 * @param body the largest request body; null for the process's
 */
public record Bounds(@Nullable Duration total, @Nullable Size body) {

    /** Those of the process. */
    public static final Bounds PROCESS = new Bounds(null, null);

    /** The bounds of a namespace. */
    public static Bounds of(LimitChanges limits, TimeoutChanges timeouts) {
        return new Bounds(timeouts.total(), limits.body());
    }

    /** The longest time that any of these flows may take; a connection that waits for one is not to be cut before. */
    public static Duration longest(Stream<Flow> flows, TimeoutOptions process) {
        return flows.map(flow -> flow.bounds().total(process))
                .max(Comparator.naturalOrder())
                .filter(longest -> longest.compareTo(process.total()) > 0)
                .orElse(process.total());
    }

    public Duration total(TimeoutOptions process) {
        return total == null ? process.total() : total;
    }

    public Size body(LimitOptions process) {
        return body == null ? process.body() : body;
    }
}
