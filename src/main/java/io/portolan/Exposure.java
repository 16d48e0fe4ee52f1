package io.portolan;

import io.portolan.http.Loopback;
import io.portolan.options.ClusterOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPart;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestOperation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether others than this machine could call what nobody guards. */
final class Exposure {

    private static final int NAMED = 5;

    /** Why the plan is not to be served with these options; null when it may be. */
    static @Nullable String fault(PortolanPlan plan, PortolanOptions options) {
        if (options.insecure() || !options.roles().contains(Role.EDGE)) {
            return null;
        }
        Stream<RestOperation> operations = plan.restServers().stream()
                .flatMap(server -> server.routes().stream())
                .flatMap(route -> route.operations().stream());
        Stream<McpPart> parts = plan.mcpServers().stream()
                .flatMap(server -> server.endpoints().stream())
                .flatMap(McpEndpoint::parts);
        String rest = fault(
                "rest.host",
                options.rest().host(),
                operations.filter(operation -> operation.guard() == null).map(RestOperation::namespace));
        return rest != null
                ? rest
                : fault(
                        "mcp.host",
                        options.mcp().host(),
                        parts.filter(part -> part.guard() == null).map(McpPart::namespace));
    }

    /** Why the event bus is not to span a network with these options; null when it may. */
    static @Nullable String ofBus(PortolanOptions options) {
        ClusterOptions cluster = options.cluster();
        return options.insecure() || cluster.tls().wanted() || Loopback.names(cluster.host())
                ? null
                : "cluster.host: '" + cluster.host()
                        + "' can be reached by others, and the event bus does not ask them who they are (expected: a"
                        + " loopback address, cluster.tls, or insecure: true)";
    }

    private static @Nullable String fault(String setting, String host, Stream<String> unguarded) {
        if (Loopback.names(host)) {
            return null;
        }
        List<String> open = unguarded.distinct().sorted().toList();
        if (open.isEmpty()) {
            return null;
        }
        String more = open.size() > NAMED ? " and " + (open.size() - NAMED) + " more" : "";
        return setting + ": '" + host + "' can be reached by others, and callers of "
                + String.join(", ", open.subList(0, Math.min(NAMED, open.size()))) + more
                + " are not authenticated (expected: a loopback address, authentication on every adapter, or insecure:"
                + " true)";
    }

    private Exposure() {}
}
