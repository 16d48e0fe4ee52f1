package io.portolan.cli;

import io.portolan.Listener;
import io.portolan.auth.Scheme;
import io.portolan.binding.BindingSource;
import io.portolan.binding.Bindings;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.portolan.plan.BaseUriTemplate;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPart;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestOperation;
import io.portolan.plan.RestServer;
import io.portolan.plan.UpstreamPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a person wants to know when Portolan has started: what is served where, and what is missing. */
final class StartReport {

    private final PortolanPlan plan;
    private final PortolanOptions options;
    private final List<Listener> listeners;

    private record Row(String namespace, String kind, String url, String size) {}

    /**
     * @param listeners of one kind in the order of the plan
     */
    StartReport(PortolanPlan plan, PortolanOptions options, List<Listener> listeners) {
        this.plan = plan;
        this.options = options;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * The lines to print.
     *
     * @param environment where keys are looked for
     */
    List<String> lines(Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        if (has(Role.EDGE)) {
            lines.addAll(table());
        }
        roles(lines);
        lines.addAll(missing(environment, Path.of("")));
        ports(Listener.Kind.CONTROL)
                .forEach(port -> lines.add("control " + url(options.control().host(), port, "")));
        return lines;
    }

    private boolean has(Role role) {
        return options.roles().contains(role);
    }

    /** Says what this node leaves to others. */
    private void roles(List<String> lines) {
        if (!has(Role.CONSUMER)) {
            lines.add("role edge: nodes with the role consumer call the APIs behind it");
        } else if (!has(Role.EDGE)) {
            lines.add("role consumer: calls " + count(plan.upstreams().size(), "API")
                    + " for nodes with the role edge, and listens for nobody else");
        }
    }

    private List<String> table() {
        List<Row> rows = new ArrayList<>();
        List<Integer> rest = ports(Listener.Kind.REST);
        List<Integer> mcp = ports(Listener.Kind.MCP);
        for (int i = 0; i < plan.restServers().size(); i++) {
            rows.addAll(rest(plan.restServers().get(i), rest.get(i)));
        }
        for (int i = 0; i < plan.mcpServers().size(); i++) {
            int port = mcp.get(i);
            plan.mcpServers().get(i).endpoints().forEach(endpoint -> rows.add(mcp(endpoint, port)));
        }
        rows.addAll(stdio());
        int names =
                rows.stream().mapToInt(row -> row.namespace().length()).max().orElse(0);
        int urls = rows.stream().mapToInt(row -> row.url().length()).max().orElse(0);
        return rows.stream()
                .map(row -> pad(row.namespace(), names) + "  " + pad(row.kind(), 4) + "  " + pad(row.url(), urls) + "  "
                        + row.size())
                .toList();
    }

    private List<Integer> ports(Listener.Kind kind) {
        return listeners.stream()
                .filter(listener -> listener.kind() == kind)
                .map(Listener::port)
                .toList();
    }

    private List<Row> rest(RestServer server, int port) {
        // An operation stands in the plan twice where it has a plain path besides the namespaced one.
        Map<String, Long> operations = server.routes().stream()
                .flatMap(route -> route.operations().stream())
                .distinct()
                .collect(Collectors.groupingBy(RestOperation::namespace, TreeMap::new, Collectors.counting()));
        return operations.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey(),
                        "REST",
                        url(options.rest().host(), port, "/" + entry.getKey()),
                        count(entry.getValue(), "operation")))
                .toList();
    }

    private Row mcp(McpEndpoint endpoint, int port) {
        String namespace =
                endpoint.path().equals("/mcp") ? "(all)" : endpoint.path().substring("/mcp/".length());
        return new Row(namespace, "MCP", url(options.mcp().host(), port, endpoint.path()), offers(endpoint));
    }

    private static String offers(McpEndpoint endpoint) {
        StringBuilder offers = new StringBuilder(count(endpoint.tools().size(), "tool"));
        int resources = endpoint.resources().size() + endpoint.templates().size();
        if (resources > 0) {
            offers.append(", ").append(count(resources, "resource"));
        }
        if (!endpoint.prompts().isEmpty()) {
            offers.append(", ").append(count(endpoint.prompts().size(), "prompt"));
        }
        return offers.toString();
    }

    /** What is on no port. */
    private List<Row> stdio() {
        McpEndpoint rest = plan.withoutPort();
        return rest.parts()
                .map(McpPart::namespace)
                .distinct()
                .sorted()
                .map(namespace -> new Row(
                        namespace, "MCP", "portolan mcp --stdio", offers(rest.keepingNamespaces(namespace::equals))))
                .toList();
    }

    /**
     * A line for each key that is not there.
     *
     * @param folder where {@code .env} is
     */
    List<String> missing(Map<String, String> environment, Path folder) {
        if (!has(Role.CONSUMER)) {
            return List.of();
        }
        BindingSource.Reading values = new BindingSource(environment::get, folder).read();
        Map<String, List<String>> namespaces = new TreeMap<>();
        for (UpstreamPlan upstream : plan.upstreams()) {
            if (!upstream.baseUri().equals(BaseUriTemplate.SANDBOX)) {
                missing(upstream, values)
                        .forEach(key -> namespaces
                                .computeIfAbsent(key, unseen -> new ArrayList<>())
                                .add(upstream.namespace()));
            }
        }
        return namespaces.entrySet().stream()
                .map(entry -> "missing key " + entry.getKey() + ": calls of " + String.join(", ", entry.getValue())
                        + " are answered with 503")
                .toList();
    }

    private static List<String> missing(UpstreamPlan upstream, BindingSource.Reading values) {
        Scheme scheme = upstream.scheme();
        Bindings bindings = values.of(upstream.file(), upstream.bindings());
        return scheme.variables().stream()
                .filter(variable -> bindings.value(variable) == null)
                .map(bindings::source)
                .toList();
    }

    private static String url(String host, int port, String path) {
        return "http://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port + path;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
