package io.portolan.compile;

import io.portolan.plan.CacheHint;
import io.portolan.plan.Flow;
import io.portolan.plan.FlowsPlan;
import io.portolan.plan.Icon;
import io.portolan.plan.RestOperation;
import io.portolan.plan.ServedCapability;
import io.portolan.plan.SkillAdapter;
import io.portolan.plan.UpstreamPlan;
import io.portolan.spec.Consumes;
import io.portolan.spec.Document;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One document, compiled on its own; where it meets others is decided by {@link Claims} before, and {@link Compiler} after. */
final class CapabilityCompiler {

    /** A REST adapter, compiled. */
    record Rest(int port, List<RestOperation> operations) {}

    /** An MCP adapter, compiled. */
    record Mcp(
            int port,
            String namespace,
            @Nullable String description,
            List<Icon> icons,
            McpParts parts,
            CacheHint cache) {}

    /** A skill adapter, compiled. */
    record Skills(int port, SkillAdapter adapter) {}

    /** Everything one document gives. */
    record Compiled(
            List<UpstreamPlan> upstreams,
            List<Rest> rests,
            List<Mcp> mcps,
            List<Skills> skills,
            List<FlowsPlan> flows,
            ServedCapability capability) {

        /** Whether callers find anything of it. */
        boolean served() {
            return rests.stream().anyMatch(rest -> !rest.operations().isEmpty())
                    || mcps.stream().anyMatch(mcp -> mcp.parts().all().findAny().isPresent())
                    || !skills.isEmpty();
        }
    }

    private final Document document;
    private final Claims.Taken names;
    private final CompileOptions options;
    private final ProblemLog log;
    private final Map<String, ConsumedNamespace> consumed = new LinkedHashMap<>();
    /** Where the namespaces are that are not served, by name. */
    private final Map<String, String> refused = new HashMap<>();

    /** @param names of its sections */
    CapabilityCompiler(Document document, Claims.Taken names, CompileOptions options, ProblemLog log) {
        this.document = document;
        this.names = names;
        this.options = options;
        this.log = log;
    }

    Compiled compile() {
        Variables variables = Variables.of(document.capability(), log);
        new TextCheck(variables, log).check(document.capability());
        consumes(document.capability().consumes(), variables);
        Functions functions = new Functions(document.capability().aggregates(), log);
        ExposesCompiler exposes = new ExposesCompiler(document, names, options, log);
        exposes.compile(new ExposesCompiler.Called(consumed, refused, functions, variables));
        List<Rest> rests = exposes.rests();
        List<Mcp> mcps = exposes.mcps();
        return new Compiled(
                upstreams(rests, mcps), rests, mcps, exposes.skills(), exposes.flows(), exposes.capability());
    }

    private List<UpstreamPlan> upstreams(List<Rest> rests, List<Mcp> mcps) {
        List<Flow> exposed = Stream.concat(
                        rests.stream()
                                .flatMap(rest -> rest.operations().stream())
                                .map(RestOperation::flow),
                        mcps.stream().flatMap(mcp -> mcp.parts().flows()))
                .toList();
        return sound().stream().map(namespace -> upstream(namespace, exposed)).toList();
    }

    /** The namespace with the flows that are its operations, and those that adapters of its file made of them. */
    private static UpstreamPlan upstream(ConsumedNamespace namespace, List<Flow> exposed) {
        List<Flow> operations = namespace.operations().stream()
                .map(operation -> FlowCompiler.operation(namespace, operation))
                .toList();
        Map<String, Flow> flows = new LinkedHashMap<>();
        Stream.concat(operations.stream(), exposed.stream())
                .filter(flow -> flow.namespace().equals(namespace.namespace()))
                .forEach(flow -> flows.putIfAbsent(flow.digest() + flow.name(), flow));
        return new UpstreamPlan(
                namespace.namespace(),
                namespace.file(),
                namespace.baseUri(),
                namespace.scheme(),
                namespace.bindings(),
                operations,
                List.copyOf(flows.values()),
                namespace.changes().limits(),
                namespace.changes().timeouts(),
                namespace.changes().streams(),
                namespace.changes().redirects());
    }

    private List<ConsumedNamespace> sound() {
        return consumed.values().stream()
                .map(namespace -> namespace.keeping(operation -> log.sound(operation.where())))
                .toList();
    }

    private void consumes(List<Consumes> sections, Variables variables) {
        ConsumesCompiler compiler = new ConsumesCompiler(document.file(), variables, options, log);
        for (int index = 0; index < sections.size(); index++) {
            Consumes section = sections.get(index);
            String where = "capability.consumes[" + index + "]";
            String name = names.consumed().get(index);
            if (consumed.containsKey(section.namespace())) {
                log.error(where + ".namespace", "namespace '" + section.namespace() + "' is consumed twice");
            } else if (name == null) {
                refused.put(section.namespace(), where);
            } else {
                consumed.put(section.namespace(), compiler.compile(section, name, where));
            }
        }
    }
}
