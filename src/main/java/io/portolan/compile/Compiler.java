package io.portolan.compile;

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
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents to plan. Finds every problem; what has errors is left out and does not stop the rest. Remembers what came of
 * each document, so that the next time only those are compiled that changed, or whose names did. Not for two threads at
 * once.
 */
public final class Compiler {

    private final IdentityHashMap<Document, Part> known = new IdentityHashMap<>();
    private @Nullable CompileOptions before;

    /**
     * What came of one document.
     *
     * @param names it was given
     * @param served null when callers find nothing of it
     */
    private record Part(
            Claims.Taken names, @Nullable Compiled served, List<UpstreamPlan> upstreams, List<Problem> problems) {}

    /** Compiles the documents, in the order in which they claim namespaces. */
    public static Compilation compile(List<Document> documents, CompileOptions options) {
        return new Compiler().compile(documents, options, Runnable::run);
    }

    /**
     * Compiles the documents, in the order in which they claim namespaces. What comes out does not depend on how many
     * threads work at it.
     *
     * @param workers compile one document each
     */
    public Compilation compile(List<Document> documents, CompileOptions options, Executor workers) {
        List<Part> parts = parts(documents, options, workers);
        known.clear();
        for (int index = 0; index < parts.size(); index++) {
            known.put(documents.get(index), parts.get(index));
        }
        before = options;
        PortolanPlan plan = plan(parts, options);
        List<Problem> problems = new ArrayList<>();
        parts.forEach(part -> problems.addAll(part.problems()));
        problems.addAll(options.overlay()
                .unmatched(
                        plan.upstreams().stream().map(UpstreamPlan::namespace).toList()));
        return new Compilation(plan, problems);
    }

    private List<Part> parts(List<Document> documents, CompileOptions options, Executor workers) {
        boolean same = options.equals(before);
        Claims claims = new Claims();
        List<CompletableFuture<Part>> parts = new ArrayList<>(documents.size());
        for (Document document : documents) {
            ProblemLog log = new ProblemLog(document);
            Claims.Taken names = log.sound("") ? claims.next(document, log) : Claims.Taken.NOTHING;
            Part part = same ? known.get(document) : null;
            parts.add(
                    part != null && part.names().equals(names)
                            ? CompletableFuture.completedFuture(part)
                            : CompletableFuture.supplyAsync(() -> part(document, names, options, log), workers));
        }
        return parts.stream().map(CompletableFuture::join).toList();
    }

    private static Part part(Document document, Claims.Taken names, CompileOptions options, ProblemLog log) {
        if (!log.sound("")) {
            return new Part(names, null, List.of(), log.sorted());
        }
        Compiled compiled = new CapabilityCompiler(document, names, options, log).compile();
        if (compiled.served()) {
            List<UpstreamPlan> upstreams = compiled.consumed().stream()
                    .map(namespace -> upstream(namespace, compiled))
                    .toList();
            return new Part(names, compiled, upstreams, log.sorted());
        }
        if (document.capability().exposes().isEmpty()) {
            log.note(
                    "capability", "exposes nothing, so that nothing of it is served (expected: a rest or mcp adapter)");
        }
        return new Part(names, null, List.of(), log.sorted());
    }

    private static PortolanPlan plan(List<Part> parts, CompileOptions options) {
        List<Compiled> sound =
                parts.stream().map(Part::served).filter(Objects::nonNull).toList();
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
        List<UpstreamPlan> upstreams = parts.stream()
                .flatMap(part -> part.upstreams().stream())
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
