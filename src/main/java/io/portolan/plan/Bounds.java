package io.portolan.plan;

import io.portolan.options.LimitChanges;
import io.portolan.options.LimitOptions;
import io.portolan.options.StreamChanges;
import io.portolan.options.StreamOptions;
import io.portolan.options.TimeoutChanges;
import io.portolan.options.TimeoutOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** What one call may take where settings say so for its namespace. */
public record Bounds(LimitChanges limits, TimeoutChanges timeouts, StreamChanges streams) {

    /** Those of the process. */
    public static final Bounds PROCESS = new Bounds(LimitChanges.NONE, TimeoutChanges.NONE, StreamChanges.NONE);

    /** The longest time that any of these flows may take; a connection that waits for one is not to be cut before. */
    public static Duration longest(Stream<Flow> flows, TimeoutOptions process) {
        return flows.map(flow -> flow.bounds().timeouts(process))
                .flatMap(timeouts -> Stream.of(timeouts.total(), timeouts.idle()))
                .max(Comparator.naturalOrder())
                .filter(longest -> longest.compareTo(process.total()) > 0)
                .orElse(process.total());
    }

    public LimitOptions limits(LimitOptions process) {
        return limits.over(process);
    }

    public TimeoutOptions timeouts(TimeoutOptions process) {
        return timeouts.over(process);
    }

    public StreamOptions streams(StreamOptions process) {
        return streams.over(process);
    }
}
