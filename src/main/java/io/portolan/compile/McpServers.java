package io.portolan.compile;

import io.portolan.options.McpOptions;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpServer;
import io.portolan.plan.McpTool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the MCP adapters of all files on their ports: one endpoint for each namespace, and {@code /mcp} for all. */
final class McpServers {

    /** One adapter and its tools. */
    private record Adapter(String namespace, @Nullable String description, List<McpTool> tools) {}

    private final McpOptions.ToolNames naming;
    private final SortedMap<Integer, List<Adapter>> adapters = new TreeMap<>();

    McpServers(McpOptions.ToolNames naming) {
        this.naming = naming;
    }

    void add(int port, String namespace, @Nullable String description, List<McpTool> tools) {
        adapters.computeIfAbsent(port, absent -> new ArrayList<>()).add(new Adapter(namespace, description, tools));
    }

    List<McpServer> servers() {
        return adapters.entrySet().stream()
                .map(entry -> new McpServer(entry.getKey(), endpoints(entry.getValue())))
                .toList();
    }

    private List<McpEndpoint> endpoints(List<Adapter> adapters) {
        List<Adapter> sorted = adapters.stream()
                .sorted(Comparator.comparing(Adapter::namespace))
                .toList();
        List<McpEndpoint> endpoints = new ArrayList<>();
        endpoints.add(new McpEndpoint("/mcp", "portolan", instructions(sorted), all(sorted)));
        for (Adapter adapter : sorted) {
            SortedMap<String, McpTool> tools = new TreeMap<>();
            adapter.tools().forEach(tool -> tools.putIfAbsent(ToolNames.accepted(tool.name()), tool));
            String path = "/mcp/" + adapter.namespace();
            endpoints.add(new McpEndpoint(path, adapter.namespace(), adapter.description(), tools));
        }
        return endpoints;
    }

    private static @Nullable String instructions(List<Adapter> adapters) {
        return adapters.size() == 1 ? adapters.getFirst().description() : null;
    }

    private SortedMap<String, McpTool> all(List<Adapter> adapters) {
        // By name, then by the request it makes and who may make it; of tools that make the same one, the first
        // namespace's is kept.
        Map<String, SortedMap<String, McpTool>> claims = new TreeMap<>();
        for (Adapter adapter : adapters) {
            for (McpTool tool : adapter.tools()) {
                claims.computeIfAbsent(ToolNames.accepted(tool.name()), absent -> new TreeMap<>())
                        .putIfAbsent(tool.flow().digest() + tool.guard(), tool);
            }
        }
        SortedMap<String, McpTool> tools = new TreeMap<>();
        claims.forEach((name, byDigest) -> name(name, sorted(byDigest), tools));
        return tools;
    }

    private static List<McpTool> sorted(Map<String, McpTool> tools) {
        return tools.values().stream()
                .sorted(Comparator.comparing(McpTool::namespace))
                .collect(Collectors.toList());
    }

    private void name(String name, List<McpTool> claimants, SortedMap<String, McpTool> tools) {
        boolean prefixed = switch (naming) {
            case AUTO -> claimants.size() > 1;
            case ALWAYS -> true;
            case NEVER -> false;
        };
        if (!prefixed) {
            tools.putIfAbsent(name, claimants.getFirst());
            return;
        }
        for (McpTool tool : claimants) {
            tools.putIfAbsent(ToolNames.accepted(tool.namespace() + "_" + tool.name()), tool);
        }
    }
}
