package io.portolan.compile;

import io.portolan.compile.CapabilityCompiler.Compiled;
import io.portolan.plan.ControlPlan;
import io.portolan.plan.FlowsPlan;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpServer;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestServer;
import io.portolan.plan.UpstreamPlan;
import io.portolan.spec.Document;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
     * @param schemas the schema files it needs
     * @param served null when callers find nothing of it
     */
    private record Part(
            Claims.Taken names, SchemaUse schemas, @Nullable Compiled served, List<Problem> problems) {

        boolean holds(Claims.Taken names, CompileOptions.SchemaPrints schemas) {
            return this.names.equals(names) && this.schemas.unchanged(schemas);
        }
    }

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
        List<Problem> problems = new ArrayList<>();
        parts.forEach(part -> problems.addAll(part.problems()));
        PortolanPlan plan = plan(parts, options, problems);
        problems.addAll(options.overlay().unmatched(plan.upstreams()));
        return new Compilation(plan, problems);
    }

    private List<Part> parts(List<Document> documents, CompileOptions options, Executor workers) {
        boolean same = options.alike(before);
        Claims claims = new Claims();
        List<CompletableFuture<Part>> parts = new ArrayList<>(documents.size());
        for (Document document : documents) {
            ProblemLog log = new ProblemLog(document);
            Claims.Taken names = log.sound("") ? claims.next(document, log) : Claims.Taken.NOTHING;
            Part part = same ? known.get(document) : null;
            parts.add(
                    part != null && part.holds(names, options.schemas())
                            ? CompletableFuture.completedFuture(part)
                            : CompletableFuture.supplyAsync(() -> part(document, names, options, log), workers));
        }
        return parts.stream().map(CompletableFuture::join).toList();
    }

    private static Part part(Document document, Claims.Taken names, CompileOptions options, ProblemLog log) {
        SchemaUse schemas = new SchemaUse(options.schemas());
        if (!log.sound("")) {
            return new Part(names, schemas, null, log.sorted());
        }
        Compiled compiled = new CapabilityCompiler(document, names, options.with(schemas), log).compile();
        if (!compiled.served() && document.capability().exposes().isEmpty()) {
            log.note(
                    "capability", "exposes nothing, so that nothing of it is served (expected: a rest or mcp adapter)");
        }
        return new Part(names, schemas, compiled.served() ? compiled : null, log.sorted());
    }

    /** @param problems where is added what is wrong where the parts meet */
    private static PortolanPlan plan(List<Part> parts, CompileOptions options, List<Problem> problems) {
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
            compiled.mcps().forEach(mcps::add);
        }
        List<UpstreamPlan> upstreams = sound.stream()
                .flatMap(compiled -> compiled.upstreams().stream())
                .sorted(Comparator.comparing(UpstreamPlan::namespace))
                .toList();
        List<FlowsPlan> flows = sound.stream()
                .flatMap(compiled -> compiled.flows().stream())
                .sorted(Comparator.comparing(FlowsPlan::namespace))
                .toList();
        List<RestServer> restServers = rests.servers();
        ControlPlan control =
                new ControlPlan(sound.stream().map(Compiled::capability).toList());
        List<McpServer> mcpServers = mcps.servers();
        McpEndpoint stdio = mcps.stdio(mcpServers);
        problems.addAll(mcps.problems());
        return new PortolanPlan(upstreams, flows, restServers, mcpServers, stdio, skills.servers(restServers), control);
    }
}
