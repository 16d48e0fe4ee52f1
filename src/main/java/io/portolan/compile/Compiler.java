package io.portolan.compile;

import io.portolan.compile.CapabilityCompiler.Claims;
import io.portolan.compile.CapabilityCompiler.Compiled;
import io.portolan.plan.Flow;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.UpstreamPlan;
import io.portolan.spec.Document;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Documents to plan. Finds every problem; a document with errors is left out and does not stop the sound ones. */
public final class Compiler {

    private final CompileOptions options;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Compiled> sound = new ArrayList<>();
    private Claims claims = new Claims();

    private Compiler(CompileOptions options) {
        this.options = options;
    }

    /** Compiles the documents, in the order in which they claim namespaces. */
    public static Compilation compile(List<Document> documents, CompileOptions options) {
        Compiler compiler = new Compiler(options);
        documents.forEach(compiler::add);
        return new Compilation(compiler.plan(), compiler.problems);
    }

    private void add(Document document) {
        ProblemLog log = new ProblemLog(document);
        Claims claimed = claims.copy();
        Compiled compiled = new CapabilityCompiler(document, claimed, options, log).compile();
        boolean served = log.sound() && !document.capability().exposes().isEmpty();
        if (log.sound() && !served) {
            log.note(
                    "capability", "exposes nothing, so that nothing of it is served (expected: a rest or mcp adapter)");
        }
        problems.addAll(log.sorted());
        if (served) {
            sound.add(compiled);
            claims = claimed;
        }
    }

    private PortolanPlan plan() {
        RestServers rests = new RestServers();
        McpServers mcps = new McpServers(options.toolNames());
        for (Compiled compiled : sound) {
            compiled.rests().forEach(rest -> rests.add(rest.port(), rest.operations()));
            compiled.mcps().forEach(mcp -> mcps.add(mcp.port(), mcp.namespace(), mcp.description(), mcp.tools()));
        }
        List<UpstreamPlan> upstreams = sound.stream()
                .flatMap(
                        compiled -> compiled.consumed().stream().map(namespace -> upstream(namespace, flows(compiled))))
                .sorted(Comparator.comparing(UpstreamPlan::namespace))
                .toList();
        return new PortolanPlan(upstreams, rests.servers(), mcps.servers());
    }

    private static List<Flow> flows(Compiled compiled) {
        Stream<Flow> rest = compiled.rests().stream()
                .flatMap(adapter -> adapter.operations().stream())
                .map(operation -> operation.flow());
        Stream<Flow> mcp = compiled.mcps().stream()
                .flatMap(adapter -> adapter.tools().stream())
                .map(tool -> tool.flow());
        return Stream.concat(rest, mcp).toList();
    }

    /** The namespace with the flows that are its operations, and those that adapters of its file made of them. */
    private static UpstreamPlan upstream(ConsumedNamespace namespace, List<Flow> exposed) {
        List<Flow> operations = namespace.operations().values().stream()
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
                List.copyOf(flows.values()));
    }
}
