package io.portolan.plan;

import java.util.List;

/** Everything one process serves and calls. */
public record PortolanPlan(List<UpstreamPlan> upstreams, List<RestServer> restServers, List<McpServer> mcpServers) {

    public PortolanPlan {
        upstreams = List.copyOf(upstreams);
        restServers = List.copyOf(restServers);
        mcpServers = List.copyOf(mcpServers);
    }
}
