package io.portolan.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts and times the calls of one process: {@code portolan_calls_seconds} by capability, operation, surface and
 * status class, and {@code portolan_inflight}. A series exists from its first call on.
 */
public final class CallRecorder {

    /** Label sets of the histogram; an upper bound on what a scrape and the heap may grow to. */
    private static final int MAX_SERIES = 20_000;

    private static final String OTHER = "other";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
    };

    private final MeterRegistry registry;
    private final int maxSeries;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final LongAdder inFlight = new LongAdder();

    public CallRecorder(MeterRegistry registry) {
        this(registry, MAX_SERIES);
    }

    CallRecorder(MeterRegistry registry, int maxSeries) {
        this.registry = registry;
        this.maxSeries = maxSeries;
        Gauge.builder("portolan.inflight", inFlight, LongAdder::sum)
                .description("Calls begun and not yet ended")
                .strongReference(true)
                .register(registry);
    }

    /**
     * The meter of one operation on one surface. Any number of event loops may hold one for the same names; they
     * count into the same series.
     *
     * @param surface {@code rest}, {@code mcp} or {@code bus}
     */
    public CallMeter meter(String capability, String operation, String surface) {
        return new CallMeter(this, capability, operation, surface);
    }

    LongAdder inFlight() {
        return inFlight;
    }

    /** The timer of this series; the one of {@code other} when the series is new and there are too many already. */
    Timer timer(String capability, String operation, String surface, String status) {
        Series series = new Series(capability, operation, surface, status);
        Timer known = timers.get(series);
        if (known != null) {
            return known;
        }
        boolean full = timers.size() >= maxSeries;
        return timers.computeIfAbsent(full ? new Series(OTHER, OTHER, surface, status) : series, this::register);
    }

    private Timer register(Series series) {
        return Timer.builder("portolan.calls")
                .description("Calls of consumed operations, from the edge's point of view")
                .tag("capability", series.capability())
                .tag("operation", series.operation())
                .tag("surface", series.surface())
                .tag("status", series.status())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private record Series(String capability, String operation, String surface, String status) {}
}
