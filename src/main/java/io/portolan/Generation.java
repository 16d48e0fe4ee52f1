package io.portolan;

import io.portolan.binding.BindingKey;
import io.portolan.binding.BindingSource;
import io.portolan.binding.Bindings;
import io.portolan.http.CallerCheck;
import io.portolan.http.Callers;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.portolan.plan.FlowsPlan;
import io.portolan.plan.Guard;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPart;
import io.portolan.plan.McpServer;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestOperation;
import io.portolan.plan.RestServer;
import io.portolan.plan.SkillAdapter;
import io.portolan.plan.UpstreamPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that decides what runs, from one reload to the next.
 *
 * @param values of the variables that files bind, at the time of this reading
 * @param schemas of shaped answers, by consumed namespace
 */
record Generation(
        PortolanPlan plan, PortolanOptions options, BindingSource.Reading values, Map<String, SchemaFiles> schemas) {

    /** Reads every value of the plan that this node needs. Blocks. */
    static Generation read(Loader.Loaded loaded, PortolanOptions options, BindingSource source) {
        PortolanPlan plan = loaded.capabilities().plan();
        Map<String, SchemaFiles> schemas = new HashMap<>();
        plan.upstreams()
                .forEach(upstream -> schemas.put(
                        upstream.namespace(), SchemaFiles.of(loaded.schemas(), upstream.file(), upstream.flows())));
        Generation generation = new Generation(plan, options, source.read(), schemas);
        generation.upstreams().forEach(generation::bindings);
        generation.flows().forEach(generation::bindings);
        generation.guards().forEach(generation::bindings);
        return generation;
    }

    /** The keys that variables are bound to, by file. */
    Map<String, Map<String, BindingKey>> keys() {
        Map<String, Map<String, BindingKey>> keys = new HashMap<>();
        upstreams().forEach(upstream -> add(keys, upstream.file(), upstream.bindings()));
        flows().forEach(flows -> add(keys, flows.file(), flows.bindings()));
        guards().forEach(guard -> add(keys, guard.file(), guard.bindings()));
        return keys;
    }

    private static void add(Map<String, Map<String, BindingKey>> all, String file, Map<String, BindingKey> keys) {
        all.computeIfAbsent(file, unseen -> new HashMap<>()).putAll(keys);
    }

    SchemaFiles schemas(UpstreamPlan upstream) {
        return schemas.getOrDefault(upstream.namespace(), new SchemaFiles(Map.of()));
    }

    Bindings bindings(UpstreamPlan upstream) {
        return values.of(upstream.file(), upstream.bindings());
    }

    /** What callers have to show, for whether it is still the same. */
    Set<Bindings> callerKeys() {
        return guards().map(this::bindings).collect(Collectors.toSet());
    }

    /** The checks of callers that the plan's guards ask for. */
    Callers callers() {
        return new Callers(this::bindings);
    }

    /** The checks of operators, of which each lets in; none where everybody may look. */
    List<CallerCheck> operators() {
        Callers callers = callers();
        return operatorGuards(plan)
                .map(callers::check)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Bindings bindings(Guard guard) {
        return values.of(guard.file(), guard.bindings());
    }

    /** What is called from here. */
    private Stream<UpstreamPlan> upstreams() {
        return options.roles().contains(Role.CONSUMER) ? plan.upstreams().stream() : Stream.empty();
    }

    private Stream<FlowsPlan> flows() {
        return options.roles().contains(Role.CONSUMER) ? plan.flows().stream() : Stream.empty();
    }

    private Stream<Guard> guards() {
        return (options.roles().contains(Role.EDGE)
                        ? Stream.concat(callerGuards(plan), operatorGuards(plan))
                        : operatorGuards(plan))
                .distinct();
    }

    private static Stream<Guard> callerGuards(PortolanPlan plan) {
        Stream<Guard> rest = plan.restServers().stream()
                .map(RestServer::routes)
                .flatMap(routes -> routes.stream().flatMap(route -> route.operations().stream()))
                .map(RestOperation::guard);
        Stream<Guard> mcp = plan.mcpServers().stream()
                .map(McpServer::endpoints)
                .flatMap(endpoints -> endpoints.stream().flatMap(McpEndpoint::parts))
                .map(McpPart::guard);
        Stream<Guard> skills = plan.skillServers().stream()
                .flatMap(server -> server.adapters().stream())
                .map(SkillAdapter::guard);
        return Stream.of(rest, mcp, skills).flatMap(guards -> guards).filter(Objects::nonNull);
    }

    private static Stream<Guard> operatorGuards(PortolanPlan plan) {
        return plan.control().capabilities().stream().flatMap(capability -> capability.guards().stream());
    }

    Bindings bindings(FlowsPlan flows) {
        return values.of(flows.file(), flows.bindings());
    }
}
