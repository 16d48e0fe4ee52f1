package io.portolan.plan;

import java.util.List;

/**
 * Everything one process serves and calls.
 *
 * @param upstreams what is called
 * @param flows of several steps, or none
 * @param skillServers each on the port of one of the REST servers
 */
public record PortolanPlan(
        List<UpstreamPlan> upstreams,
        List<FlowsPlan> flows,
        List<RestServer> restServers,
        List<McpServer> mcpServers,
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
        this(upstreams, List.of(), restServers, mcpServers, List.of(), new ControlPlan(List.of()));
    }
}
