package io.portolan.plan;

import java.util.List;

/** What operators can see, across all capability files. */
public record ControlPlan(List<ServedCapability> capabilities) {

    public ControlPlan {
        capabilities = List.copyOf(capabilities);
    }
}
