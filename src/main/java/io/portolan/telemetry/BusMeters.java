package io.portolan.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;

/** Counts what came over the bus and was not let in: {@code portolan_bus_refused_total}. */
public final class BusMeters {

    /**
     * Registers the meter.
     *
     * @param refused how many messages came from nodes that do not share the cluster's secret
     */
    public static void bind(MeterRegistry registry, LongSupplier refused) {
        // The registry holds what is counted weakly: the supplier itself would not live as long.
        FunctionCounter.builder("portolan.bus.refused", registry, any -> refused.getAsLong())
                .description("Messages of nodes that do not share the cluster's secret")
                .register(registry);
    }

    private BusMeters() {}
}
