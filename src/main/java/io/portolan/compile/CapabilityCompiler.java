package io.portolan.compile;

import io.portolan.plan.McpTool;
import io.portolan.plan.RestOperation;
import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.Consumes;
import io.portolan.spec.Document;
import io.portolan.spec.Exposes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One document, compiled on its own; where it meets others is decided by {@link Compiler}. */
final class CapabilityCompiler {

    /** A REST adapter, compiled. */
    record Rest(int port, List<RestOperation> operations) {}

    /** An MCP adapter, compiled. */
    record Mcp(int port, String namespace, @Nullable String description, List<McpTool> tools) {}

    /** The names taken so far; what one kind takes is free for the others. */
    record Claims(Namespaces consumed, Namespaces rest, Namespaces mcp) {

        Claims() {
            this(new Namespaces(), new Namespaces(), new Namespaces());
        }

        Claims copy() {
            return new Claims(consumed.copy(), rest.copy(), mcp.copy());
        }
    }

    /** Everything one document gives. */
    record Compiled(List<ConsumedNamespace> consumed, List<Rest> rests, List<Mcp> mcps) {}

    private final Document document;
    private final Claims claims;
    private final CompileOptions options;
    private final ProblemLog log;

    private final Map<String, ConsumedNamespace> consumed = new LinkedHashMap<>();
    private final List<Rest> rests = new ArrayList<>();
    private final List<Mcp> mcps = new ArrayList<>();

    CapabilityCompiler(Document document, Claims claims, CompileOptions options, ProblemLog log) {
        this.document = document;
        this.claims = claims;
        this.options = options;
        this.log = log;
    }

    Compiled compile() {
        CapabilitySpec capability = document.capability();
        Variables variables = Variables.of(capability, log);
        consumes(capability.consumes(), variables);
        Calls calls = new Calls(consumed, variables, log);
        for (int index = 0; index < capability.exposes().size(); index++) {
            exposes(capability.exposes().get(index), calls, "capability.exposes[" + index + "]");
        }
        return new Compiled(List.copyOf(consumed.values()), List.copyOf(rests), List.copyOf(mcps));
    }

    private void consumes(List<Consumes> sections, Variables variables) {
        ConsumesCompiler compiler = new ConsumesCompiler(document.file(), variables, options.sandbox(), log);
        for (int index = 0; index < sections.size(); index++) {
            Consumes section = sections.get(index);
            String where = "capability.consumes[" + index + "]";
            if (consumed.containsKey(section.namespace())) {
                log.error(where + ".namespace", "namespace '" + section.namespace() + "' is consumed twice");
                continue;
            }
            String name = claims.consumed().claim(section.namespace(), where + ".namespace", log);
            consumed.put(section.namespace(), compiler.compile(section, name, where));
        }
    }

    private void exposes(Exposes adapter, Calls calls, String where) {
        switch (adapter) {
            case Exposes.Rest rest -> {
                refuseAuthentication(rest.authentication() != null, where);
                noteAddress(rest.address(), "rest.host", where);
                String name = claims.rest().claim(rest.namespace(), where + ".namespace", log);
                int port = options.restPort() == null ? rest.port() : options.restPort();
                rests.add(new Rest(port, new RestCompiler(calls, log).compile(rest, name, where)));
            }
            case Exposes.Mcp mcp -> {
                refuseAuthentication(mcp.authentication() != null, where);
                noteAddress(mcp.address(), "mcp.host", where);
                if ("stdio".equals(mcp.transport())) {
                    log.error(where + ".transport", "'stdio' is not supported yet (expected: http)");
                }
                String name = claims.mcp().claim(mcp.namespace(), where + ".namespace", log);
                int port = options.mcpPort() == null ? mcp.port() : options.mcpPort();
                List<McpTool> tools = new McpCompiler(calls, log).compile(mcp, name, where);
                mcps.add(new Mcp(port, name, mcp.description(), tools));
            }
            case Exposes.Skills skills ->
                log.error(where + ".type", "'skill' is not supported yet (expected: rest or mcp)");
            case Exposes.Control control ->
                log.error(where + ".type", "'control' is not supported yet (expected: rest or mcp)");
            case Exposes.Other other ->
                log.error(where + ".type", "'" + other.type() + "' is not supported yet (expected: rest or mcp)");
        }
    }

    /** An adapter that asks for callers to prove who they are is never served open. */
    private void refuseAuthentication(boolean asked, String where) {
        if (asked) {
            log.error(
                    where + ".authentication",
                    "authentication of callers is not supported yet, and this adapter is not served without it"
                            + " (expected: no authentication)");
        }
    }

    private void noteAddress(@Nullable String address, String setting, String where) {
        if (address != null) {
            log.note(where + ".address", "'" + address + "' is not used; the setting " + setting + " decides");
        }
    }
}
