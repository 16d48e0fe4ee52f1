package io.portolan.compile;

import io.portolan.compile.CapabilityCompiler.Mcp;
import io.portolan.options.McpOptions;
import io.portolan.plan.CacheHint;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPart;
import io.portolan.plan.McpPrompt;
import io.portolan.plan.McpResource;
import io.portolan.plan.McpServer;
import io.portolan.plan.McpTool;
import io.portolan.spec.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the MCP adapters of all files on their ports: one endpoint for each namespace, and {@code /mcp} for all. */
final class McpServers {

    /** Of an adapter that is served over standard input and output. */
    static final int NO_PORT = -1;

    private final McpOptions.ToolNames naming;
    private final SortedMap<Integer, List<Mcp>> adapters = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    McpServers(McpOptions.ToolNames naming) {
        this.naming = naming;
    }

    void add(Mcp adapter) {
        adapters.computeIfAbsent(adapter.port(), absent -> new ArrayList<>()).add(adapter);
    }

    List<McpServer> servers() {
        return adapters.entrySet().stream()
                .filter(entry -> entry.getKey() != NO_PORT)
                .map(entry -> new McpServer(entry.getKey(), endpoints(entry.getValue())))
                .toList();
    }

    /** Everything, whatever its port. */
    McpEndpoint stdio(List<McpServer> servers) {
        if (adapters.size() == 1 && servers.size() == 1) {
            return servers.getFirst().endpoints().getFirst();
        }
        int known = problems.size();
        McpEndpoint everything =
                all(sorted(adapters.values().stream().flatMap(List::stream).toList()));
        if (!adapters.containsKey(NO_PORT)) {
            // Nobody has asked for this endpoint, and may never.
            problems.subList(known, problems.size()).clear();
        }
        return everything;
    }

    /** What is wrong where files meet, once the servers are made. */
    List<Problem> problems() {
        return problems.stream().distinct().toList();
    }

    private List<McpEndpoint> endpoints(List<Mcp> adapters) {
        List<Mcp> sorted = sorted(adapters);
        List<McpEndpoint> endpoints = new ArrayList<>();
        endpoints.add(all(sorted));
        sorted.forEach(adapter -> endpoints.add(own(adapter)));
        return endpoints;
    }

    private static List<Mcp> sorted(List<Mcp> adapters) {
        return adapters.stream().sorted(Comparator.comparing(Mcp::namespace)).toList();
    }

    /** Everything under the names of the files. */
    private static McpEndpoint own(Mcp adapter) {
        SortedMap<String, McpTool> tools = new TreeMap<>();
        adapter.parts()
                .tools()
                .forEach(tool -> tools.put(ToolNames.accepted(tool.part().name()), tool.part()));
        SortedMap<String, McpPrompt> prompts = new TreeMap<>();
        adapter.parts()
                .prompts()
                .forEach(prompt -> prompts.put(ToolNames.accepted(prompt.part().name()), prompt.part()));
        List<McpResource> resources =
                adapter.parts().resources().stream().map(Placed::part).toList();
        return new McpEndpoint(
                "/mcp/" + adapter.namespace(),
                adapter.namespace(),
                adapter.description(),
                adapter.icons(),
                tools,
                byUri(resources, true),
                byUri(resources, false),
                prompts,
                adapter.cache());
    }

    private McpEndpoint all(List<Mcp> adapters) {
        SortedMap<String, McpResource> shared = named(adapters, McpParts::resources, McpSpellings.RESOURCES);
        List<McpResource> resources = shared.entrySet().stream()
                .map(entry -> McpSpellings.called(entry.getKey(), entry.getValue()))
                .toList();
        boolean alone = adapters.size() == 1;
        return new McpEndpoint(
                "/mcp",
                "portolan",
                alone ? adapters.getFirst().description() : null,
                alone ? adapters.getFirst().icons() : List.of(),
                named(adapters, McpParts::tools, McpSpellings.TOOLS),
                byUri(resources, true),
                byUri(resources, false),
                named(adapters, McpParts::prompts, McpSpellings.PROMPTS),
                cache(adapters.stream().map(Mcp::cache).toList()));
    }

    private <T extends McpPart> SortedMap<String, T> named(
            List<Mcp> adapters, Function<McpParts, List<Placed<T>>> kind, SharedNames.Spelling<T> spelling) {
        List<Placed<T>> parts = adapters.stream()
                .flatMap(adapter -> kind.apply(adapter.parts()).stream())
                .toList();
        return SharedNames.of(parts, naming, spelling, problems);
    }

    private static SortedMap<String, McpResource> byUri(List<McpResource> resources, boolean plain) {
        SortedMap<String, McpResource> byUri = new TreeMap<>();
        resources.stream()
                .filter(resource -> resource.uri().isPlain() == plain)
                .forEach(resource -> byUri.put(resource.uri().toString(), resource));
        return byUri;
    }

    /** What holds for all of them: the shortest time, and shared only where every file says so. */
    private static CacheHint cache(List<CacheHint> hints) {
        Duration ttl = hints.stream()
                .map(CacheHint::ttl)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new CacheHint(ttl, scope(hints));
    }

    private static CacheHint.@Nullable Scope scope(List<CacheHint> hints) {
        if (hints.stream().anyMatch(hint -> hint.scope() == CacheHint.Scope.PRIVATE)) {
            return CacheHint.Scope.PRIVATE;
        }
        return hints.stream().allMatch(hint -> hint.scope() == CacheHint.Scope.PUBLIC) ? CacheHint.Scope.PUBLIC : null;
    }
}
