package io.portolan.compile;

import io.portolan.plan.McpTool;
import io.portolan.spec.Exposes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An MCP adapter: its tools, each with its flow. */
final class McpCompiler {

    private final Calls calls;
    private final ProblemLog log;

    McpCompiler(Calls calls, ProblemLog log) {
        this.calls = calls;
        this.log = log;
    }

    /**
     * Compiles one adapter.
     *
     * @param name what the process calls the namespace
     */
    List<McpTool> compile(Exposes.Mcp mcp, String name, String where) {
        List<McpTool> tools = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index = 0; index < mcp.tools().size(); index++) {
            Exposes.Tool tool = mcp.tools().get(index);
            String here = where + ".tools[" + index + "]";
            McpTool compiled = compile(mcp.namespace(), name, tool, here);
            if (compiled != null) {
                tools.add(compiled);
            }
            if (!names.add(tool.name())) {
                log.error(here + ".name", "tool '" + tool.name() + "' is defined twice by this adapter");
            }
        }
        return tools;
    }

    private @Nullable McpTool compile(String adapter, String name, Exposes.Tool tool, String where) {
        calls.identity(tool.outputParameters(), where);
        Calls.Found found = calls.find(tool.action(), where);
        if (found == null) {
            return null;
        }
        McpOffer offer = new McpOffer(tool.inputParameters());
        Map<String, WithValue> with = calls.with(found, adapter, offer.names(), where);
        BoundCall bound = new CallCompiler(found.namespace(), found.operation(), with, offer).compile();
        return new McpTool(
                name,
                tool.name(),
                tool.label(),
                tool.description(),
                bound.flow(),
                bound.parameters(),
                InputSchema.of(bound.parameters()),
                hints(tool.hints()));
    }

    private static McpTool.Hints hints(Exposes.@Nullable Hints hints) {
        return hints == null
                ? McpTool.Hints.NONE
                : new McpTool.Hints(hints.readOnly(), hints.destructive(), hints.idempotent(), hints.openWorld());
    }
}
