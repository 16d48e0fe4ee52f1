package io.portolan.compile;

import io.portolan.compile.CapabilityCompiler.Claims;
import io.portolan.compile.CapabilityCompiler.Compiled;
import io.portolan.plan.ControlPlan;
import io.portolan.plan.Flow;
import io.portolan.plan.FlowsPlan;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestServer;
import io.portolan.plan.UpstreamPlan;
import io.portolan.spec.Document;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Documents to plan. Finds every problem; what has errors is left out and does not stop the rest. */
public final class Compiler {

    private final CompileOptions options;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Compiled> sound = new ArrayList<>();
    private final Claims claims = new Claims();

    private Compiler(CompileOptions options) {
        this.options = options;
    }

    /** Compiles the documents, in the order in which they claim namespaces. */
    public static Compilation compile(List<Document> documents, CompileOptions options) {
        Compiler compiler = new Compiler(options);
        documents.forEach(compiler::add);
        PortolanPlan plan = compiler.plan();
        compiler.problems.addAll(options.overlay()
                .unmatched(
                        plan.upstreams().stream().map(UpstreamPlan::namespace).toList()));
        return new Compilation(plan, compiler.problems);
    }

    private void add(Document document) {
        ProblemLog log = new ProblemLog(document);
        if (log.sound("")) {
            Compiled compiled = new CapabilityCompiler(document, claims, options, log).compile();
            if (compiled.served()) {
                sound.add(compiled);
            } else if (document.capability().exposes().isEmpty()) {
                log.note(
                        "capability",
                        "exposes nothing, so that nothing of it is served (expected: a rest or mcp adapter)");
            }
        }
        problems.addAll(log.sorted());
    }

    private PortolanPlan plan() {
        RestServers rests = new RestServers();
        McpServers mcps = new McpServers(options.toolNames());
        SkillServers skills = new SkillServers();
        for (Compiled compiled : sound) {
            compiled.rests().forEach(rest -> rests.add(rest.port(), rest.operations()));
            compiled.skills().forEach(skill -> {
                rests.add(skill.port(), List.of());
                skills.add(skill.port(), skill.adapter());
            });
            compiled.mcps().forEach(mcp -> mcps.add(mcp.port(), mcp.namespace(), mcp.description(), mcp.tools()));
        }
        List<UpstreamPlan> upstreams = sound.stream()
                .flatMap(compiled -> compiled.consumed().stream().map(namespace -> upstream(namespace, compiled)))
                .sorted(Comparator.comparing(UpstreamPlan::namespace))
                .toList();
        List<FlowsPlan> flows = sound.stream()
                .flatMap(compiled -> compiled.flows().stream())
                .sorted(Comparator.comparing(FlowsPlan::namespace))
                .toList();
        List<RestServer> restServers = rests.servers();
        ControlPlan control =
                new ControlPlan(sound.stream().map(Compiled::capability).toList());
        return new PortolanPlan(upstreams, flows, restServers, mcps.servers(), skills.servers(restServers), control);
    }

    /** The namespace with the flows that are its operations, and those that adapters of its file made of them. */
    private static UpstreamPlan upstream(ConsumedNamespace namespace, Compiled compiled) {
        List<Flow> operations = namespace.operations().stream()
                .map(operation -> FlowCompiler.operation(namespace, operation))
                .toList();
        Map<String, Flow> flows = new LinkedHashMap<>();
        Stream.concat(operations.stream(), compiled.exposed())
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
                namespace.changes().timeouts());
    }
}
