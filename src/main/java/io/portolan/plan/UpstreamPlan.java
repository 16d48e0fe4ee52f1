package io.portolan.plan;

import io.portolan.auth.Scheme;
import java.util.List;
import java.util.Map;

/**
 * One consumed namespace: an API, and every flow its consumer runs.
 *
 * @param file the capability file it comes from
 * @param bindings the key in the environment, by variable name
 * @param operations the flows that other Vert.x apps may call, one an operation
 * @param flows every flow, the operations' own included
 */
public record UpstreamPlan(
        String namespace,
        String file,
        BaseUri baseUri,
        Scheme scheme,
        Map<String, String> bindings,
        List<Flow> operations,
        List<Flow> flows) {

    public UpstreamPlan {
        bindings = Map.copyOf(bindings);
        operations = List.copyOf(operations);
        flows = List.copyOf(flows);
    }
}
