package io.portolan.plan;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything one process serves and calls.
 *
 * @param upstreams what is called
 * @param flows of several steps, or none
 * @param stdio what MCP serves over standard input and output: everything, whatever its port
 * @param skillServers each on the port of one of the REST servers
 */
public record PortolanPlan(
        List<UpstreamPlan> upstreams,
        List<FlowsPlan> flows,
        List<RestServer> restServers,
        List<McpServer> mcpServers,
        McpEndpoint stdio,
        List<SkillServer> skillServers,
        ControlPlan control) {

    public PortolanPlan {
        upstreams = List.copyOf(upstreams);
        flows = List.copyOf(flows);
        restServers = List.copyOf(restServers);
        mcpServers = List.copyOf(mcpServers);
        skillServers = List.copyOf(skillServers);
    }

    /** A plan of REST and MCP alone whose flows are one upstream request each. */
    public PortolanPlan(List<UpstreamPlan> upstreams, List<RestServer> restServers, List<McpServer> mcpServers) {
        this(upstreams, List.of(), restServers, mcpServers, all(mcpServers), List.of(), new ControlPlan(List.of()));
    }

    /** What no port offers: the adapters over standard input and output. */
    public McpEndpoint withoutPort() {
        Set<String> onPorts = mcpServers.stream()
                .flatMap(server -> server.endpoints().stream())
                .map(McpEndpoint::name)
                .collect(Collectors.toSet());
        return stdio.keepingNamespaces(namespace -> !onPorts.contains(namespace));
    }

    private static McpEndpoint all(List<McpServer> servers) {
        return servers.isEmpty()
                ? new McpEndpoint("/mcp", "portolan", null, new TreeMap<>())
                : servers.getFirst().endpoints().getFirst();
    }
}
