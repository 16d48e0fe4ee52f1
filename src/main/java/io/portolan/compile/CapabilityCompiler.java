package io.portolan.compile;

import io.portolan.plan.Flow;
import io.portolan.plan.FlowsPlan;
import io.portolan.plan.McpTool;
import io.portolan.plan.RestOperation;
import io.portolan.plan.ServedCapability;
import io.portolan.plan.SkillAdapter;
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
    record Mcp(int port, String namespace, @Nullable String description, List<McpTool> tools) {}

    /** A skill adapter, compiled. */
    record Skills(int port, SkillAdapter adapter) {}

    /** Everything one document gives. */
    record Compiled(
            List<ConsumedNamespace> consumed,
            List<Rest> rests,
            List<Mcp> mcps,
            List<Skills> skills,
            List<FlowsPlan> flows,
            ServedCapability capability) {

        /** Whether callers find anything of it. */
        boolean served() {
            return rests.stream().anyMatch(rest -> !rest.operations().isEmpty())
                    || mcps.stream().anyMatch(mcp -> !mcp.tools().isEmpty())
                    || !skills.isEmpty();
        }

        /** Every flow that an operation or a tool runs. */
        Stream<Flow> exposed() {
            return Stream.concat(
                    rests.stream().flatMap(rest -> rest.operations().stream()).map(RestOperation::flow),
                    mcps.stream().flatMap(mcp -> mcp.tools().stream()).map(McpTool::flow));
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
        consumes(document.capability().consumes(), variables);
        Functions functions = new Functions(document.capability().aggregates(), log);
        ExposesCompiler exposes = new ExposesCompiler(document, names, options, log);
        exposes.compile(new ExposesCompiler.Called(consumed, refused, functions, variables));
        return new Compiled(
                sound(), exposes.rests(), exposes.mcps(), exposes.skills(), exposes.flows(), exposes.capability());
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
