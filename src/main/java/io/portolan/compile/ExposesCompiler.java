package io.portolan.compile;

import io.portolan.compile.CapabilityCompiler.Mcp;
import io.portolan.compile.CapabilityCompiler.Rest;
import io.portolan.compile.CapabilityCompiler.Skills;
import io.portolan.plan.Flow;
import io.portolan.plan.FlowsPlan;
import io.portolan.plan.McpTool;
import io.portolan.plan.RestOperation;
import io.portolan.plan.ServedCapability;
import io.portolan.spec.Authentication;
import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.Document;
import io.portolan.spec.Exposes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code exposes} section of one document. An adapter that cannot be served as it asks is not served. */
final class ExposesCompiler {

    /**
     * What adapters may call and read.
     *
     * @param refused where the namespaces are that are not served, by name
     */
    record Called(
            Map<String, ConsumedNamespace> consumed,
            Map<String, String> refused,
            Functions functions,
            Variables variables) {}

    private final Document document;
    private final Claims.Taken names;
    private final CompileOptions options;
    private final ProblemLog log;
    private final ControlCompiler control;

    private final List<Rest> rests = new ArrayList<>();
    private final List<Mcp> mcps = new ArrayList<>();
    private final List<Skills> skills = new ArrayList<>();
    private final List<FlowsPlan> flows = new ArrayList<>();
    private final SkillSources sources = new SkillSources();
    private final List<ServedCapability.Adapter> adapters = new ArrayList<>();

    /** @param names of its adapters, by index */
    ExposesCompiler(Document document, Claims.Taken names, CompileOptions options, ProblemLog log) {
        this.document = document;
        this.names = names;
        this.options = options;
        this.log = log;
        this.control = new ControlCompiler(log);
    }

    void compile(Called called) {
        List<Exposes> sections = document.capability().exposes();
        for (int index = 0; index < sections.size(); index++) {
            String where = where(index);
            if (log.sound(where)) {
                adapter(index, called, where);
            }
        }
        for (int index = 0; index < sections.size(); index++) {
            // After the adapters that their tools name.
            if (sections.get(index) instanceof Exposes.Skills adapter && log.sound(where(index))) {
                skills(adapter, called, index);
            }
        }
    }

    List<Rest> rests() {
        return List.copyOf(rests);
    }

    List<Mcp> mcps() {
        return List.copyOf(mcps);
    }

    List<Skills> skills() {
        return List.copyOf(skills);
    }

    List<FlowsPlan> flows() {
        return List.copyOf(flows);
    }

    ServedCapability capability() {
        CapabilitySpec capability = document.capability();
        return new ServedCapability(
                document.file(),
                capability.info().label(),
                capability.version(),
                capability.info().version(),
                control.listed(),
                control.guards(),
                adapters);
    }

    private static boolean overHttp(Exposes.Mcp mcp) {
        return !"stdio".equals(mcp.transport());
    }

    static String where(int index) {
        return "capability.exposes[" + index + "]";
    }

    private void adapter(int index, Called called, String where) {
        switch (document.capability().exposes().get(index)) {
            case Exposes.Rest rest -> rest(rest, called, index);
            case Exposes.Mcp mcp -> mcp(mcp, called, index);
            case Exposes.Skills later -> {}
            case Exposes.Control wishes -> control.add(wishes, callers(called), where);
            case Exposes.Other other -> {
                if (!log.knows(where)) {
                    log.error(
                            where + ".type",
                            "'" + other.type() + "' is not supported (expected: rest, mcp, skill or control)");
                }
            }
        }
    }

    private void rest(Exposes.Rest rest, Called called, int index) {
        String where = where(index);
        noteAddress(rest.address(), "rest.host", where);
        Adapter adapter = adapter(rest, index, rest.authentication(), called);
        List<RestOperation> operations = new RestCompiler(adapter, actions(adapter, called), log).compile(rest, where);
        if (log.sound(where)) {
            int port = options.restPort() == null ? rest.port() : options.restPort();
            rests.add(new Rest(port, operations));
            sources.add(rest.namespace(), new SkillSources.Rest(port, operations));
            adapters.add(new ServedCapability.Adapter("rest", adapter.name(), port));
            keep(adapter.flows(), called.variables(), operations.stream().map(RestOperation::flow));
        }
    }

    private void mcp(Exposes.Mcp mcp, Called called, int index) {
        String where = where(index);
        noteAddress(mcp.address(), "mcp.host", where);
        if (!overHttp(mcp)) {
            log.note(where + ".transport", "served by 'portolan mcp --stdio' only, and on no port");
        }
        Adapter adapter = adapter(mcp, index, mcp.authentication(), called);
        McpAdapter common = McpAdapter.of(adapter, document.file(), mcp, where, log);
        McpParts parts = new McpCompiler(common, actions(adapter, called), called.functions(), log).compile(mcp, where);
        if (log.sound(where)) {
            int port = port(mcp);
            List<McpTool> tools = parts.tools().stream().map(Placed::part).toList();
            mcps.add(new Mcp(port, adapter.name(), mcp.description(), Icons.of(mcp.icons()), parts, common.cache()));
            if (port != McpServers.NO_PORT) {
                sources.add(mcp.namespace(), new SkillSources.Mcp(port, adapter.name(), tools));
            }
            adapters.add(new ServedCapability.Adapter("mcp", adapter.name(), port));
            keep(adapter.flows(), called.variables(), parts.flows());
        }
    }

    private int port(Exposes.Mcp mcp) {
        if (!overHttp(mcp)) {
            return McpServers.NO_PORT;
        }
        return options.mcpPort() == null ? mcp.port() : options.mcpPort();
    }

    private void skills(Exposes.Skills adapter, Called called, int index) {
        String where = where(index);
        noteAddress(adapter.address(), "rest.host", where);
        String name = name(names.exposed(), index);
        int port = options.restPort() == null ? adapter.port() : options.restPort();
        SkillCompiler compiler = new SkillCompiler(document.file(), sources, log);
        Skills compiled = new Skills(
                port, compiler.compile(adapter, name, callers(called).compile(adapter.authentication()), where));
        if (log.sound(where)) {
            skills.add(compiled);
            adapters.add(new ServedCapability.Adapter("skill", name, port));
        }
    }

    private static String name(Map<Integer, String> names, int index) {
        return Objects.requireNonNull(names.get(index), "a section that is sound");
    }

    private CallersCompiler callers(Called called) {
        return new CallersCompiler(document.file(), called.variables(), log);
    }

    private Adapter adapter(Exposes section, int index, @Nullable Authentication asked, Called called) {
        return new Adapter(
                section.namespace(),
                name(names.exposed(), index),
                name(names.flows(), index),
                callers(called).compile(asked),
                new Calls(called.consumed(), called.refused(), log));
    }

    private ActionCompiler actions(Adapter adapter, Called called) {
        return new ActionCompiler(adapter, called.functions(), called.variables(), log);
    }

    /** The flows that no consumed namespace runs get a consumer of their own. */
    private void keep(String namespace, Variables variables, Stream<Flow> exposed) {
        // A tool and a resource may run one flow.
        List<Flow> own = exposed.filter(flow -> flow.namespace().equals(namespace))
                .distinct()
                .toList();
        if (!own.isEmpty()) {
            flows.add(new FlowsPlan(namespace, document.file(), variables.sources(), own));
        }
    }

    private void noteAddress(@Nullable String address, String setting, String where) {
        if (address != null) {
            log.note(where + ".address", "'" + address + "' is not used; the setting " + setting + " decides");
        }
    }
}
