package io.portolan.mcp.server;

import io.portolan.bus.Body;
import io.portolan.expr.Value;
import io.portolan.plan.Flow;
import io.portolan.plan.Output;
import io.portolan.plan.Step;
import io.portolan.telemetry.CallMeter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is called, and with what.
 *
 * @param arguments by the flow's positions
 * @param repeatable whether it may be run again when nobody knows what became of it
 */
record FlowCall(
        Flow flow,
        CallMeter meter,
        List<@Nullable Value> arguments,
        @Nullable Body body,
        boolean repeatable) {

    /** The call of a tool. */
    static FlowCall of(ServedTool tool, List<@Nullable Value> arguments, @Nullable Body body) {
        return new FlowCall(
                tool.tool().flow(), tool.meter(), arguments, body, tool.tool().repeatable());
    }

    /** Whether an upstream that is asked for a part of its answer may send that part alone. */
    boolean hasRanges() {
        return flow.output() instanceof Output.Whole
                && flow.steps().size() == 1
                && flow.steps().getFirst() instanceof Step.Call step
                && step.operation().method().equals("GET");
    }

    /** Whether nothing but the upstreams' answers is read. */
    static boolean reads(Flow flow) {
        return !flow.steps().isEmpty()
                && flow.steps().stream()
                        .allMatch(step -> step instanceof Step.Call call
                                && (call.operation().method().equals("GET")
                                        || call.operation().method().equals("HEAD")));
    }
}
