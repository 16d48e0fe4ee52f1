package io.portolan;

import io.portolan.plan.McpEndpoint;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestOperation;
import io.portolan.plan.RestRoute;
import io.portolan.plan.UpstreamPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The namespaces of a plan, consumed and exposed, each with all it is made of: equal means that nothing changed. */
final class PlanNamespaces {

    static Map<String, Set<Object>> of(PortolanPlan plan) {
        Map<String, Set<Object>> namespaces = new HashMap<>();
        for (UpstreamPlan upstream : plan.upstreams()) {
            add(namespaces, upstream.namespace(), upstream);
        }
        plan.restServers().stream()
                .flatMap(server -> server.routes().stream())
                .map(RestRoute::operations)
                .forEach(operations -> operations.forEach(
                        (RestOperation operation) -> add(namespaces, operation.namespace(), operation)));
        plan.mcpServers().stream()
                .flatMap(server -> server.endpoints().stream())
                .flatMap(McpEndpoint::parts)
                .forEach(part -> add(namespaces, part.namespace(), part));
        plan.withoutPort().parts().forEach(part -> add(namespaces, part.namespace(), part));
        return namespaces;
    }

    private static void add(Map<String, Set<Object>> namespaces, String name, Object part) {
        namespaces.computeIfAbsent(name, unseen -> new HashSet<>()).add(part);
    }

    private PlanNamespaces() {}
}
