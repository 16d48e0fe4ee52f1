package io.portolan.control;

import io.portolan.plan.ControlPlan;
import io.portolan.plan.ServedCapability;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What {@code /status} tells of. Asked anew each time, on a worker thread.
 *
 * @param version of this software
 * @param ports the port that an adapter really has, or 0 while it is not known
 */
public record StatusView(String version, Supplier<ControlPlan> plan, ToIntFunction<ServedCapability.Adapter> ports) {}
