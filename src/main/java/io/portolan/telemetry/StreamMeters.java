package io.portolan.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;

/** Counts bodies that are passed on as they come: {@code portolan_streams_open}, and those that did not end well. */
public final class StreamMeters {

    /**
     * Registers the meters.
     *
     * @param open how many have begun, and not ended
     * @param abandoned how many nobody took in time
     * @param broken how many broke off
     */
    public static void bind(MeterRegistry registry, LongSupplier open, LongSupplier abandoned, LongSupplier broken) {
        Gauge.builder("portolan.streams.open", open::getAsLong)
                .description("Bodies passed on as they come, begun and not yet ended")
                .strongReference(true)
                .register(registry);
        counter(registry, "portolan.streams.abandoned", abandoned, "Bodies nobody took in time");
        counter(registry, "portolan.streams.broken", broken, "Bodies that broke off, or took too much");
    }

    // The registry holds what is counted weakly, and so has to be given what lives as long: the supplier does not.
    private static void counter(MeterRegistry registry, String name, LongSupplier count, String description) {
        FunctionCounter.builder(name, registry, any -> count.getAsLong())
                .description(description)
                .register(registry);
    }

    private StreamMeters() {}
}
