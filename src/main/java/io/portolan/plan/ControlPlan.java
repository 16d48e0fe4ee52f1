package io.portolan.plan;

import java.util.List;

/** What operators can see, across all capability files. */
public record ControlPlan(List<ServedCapability> capabilities) {

    public ControlPlan {
        capabilities = List.copyOf(capabilities);
    }

    /** The same for a node that serves none of their adapters. */
    public ControlPlan withoutAdapters() {
        return new ControlPlan(
                capabilities.stream().map(ServedCapability::withoutAdapters).toList());
    }
}
