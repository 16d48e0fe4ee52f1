package io.portolan.compile;

import io.portolan.plan.McpTool;
import io.portolan.spec.Action;
import io.portolan.spec.Aggregate;
import io.portolan.spec.Exposes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An MCP adapter: its tools, each with its flow. */
final class McpCompiler {

    private final Adapter adapter;
    private final ActionCompiler actions;
    private final Functions functions;
    private final ProblemLog log;

    McpCompiler(Adapter adapter, ActionCompiler actions, Functions functions, ProblemLog log) {
        this.adapter = adapter;
        this.actions = actions;
        this.functions = functions;
        this.log = log;
    }

    List<McpTool> compile(Exposes.Mcp mcp, String where) {
        List<McpTool> tools = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index = 0; index < mcp.tools().size(); index++) {
            Exposes.Tool tool = mcp.tools().get(index);
            String here = where + ".tools[" + index + "]";
            if (!names.add(tool.name())) {
                log.error(here + ".name", "tool '" + tool.name() + "' is defined before by this adapter");
            }
            McpTool compiled = tool(tool, here);
            if (compiled != null && log.sound(here)) {
                tools.add(compiled);
            }
        }
        return tools;
    }

    private @Nullable McpTool tool(Exposes.Tool tool, String where) {
        Aggregate.Function shared = shared(tool.action());
        List<Exposes.Input> inputs =
                shared != null && tool.inputParameters().isEmpty() ? shared.inputParameters() : tool.inputParameters();
        BoundCall bound = actions.compile(
                new ActionCompiler.Unit(tool.name(), tool.action(), tool.outputParameters(), null, where),
                wanted -> new McpOffer(adapter.namespace(), inputs));
        if (bound == null) {
            return null;
        }
        return new McpTool(
                adapter.name(),
                tool.name(),
                tool.label(),
                tool.description() == null && shared != null ? shared.description() : tool.description(),
                bound.flow(),
                bound.parameters(),
                InputSchema.of(bound.parameters()),
                hints(tool.hints(), shared == null ? null : shared.semantics()),
                adapter.guard());
    }

    private Aggregate.@Nullable Function shared(Action action) {
        Functions.Found found = action instanceof Action.Ref ref ? functions.find(ref.flow()) : null;
        return found == null ? null : found.function();
    }

    /** What the semantics of a shared flow tell, and over it what the tool says itself. */
    private static McpTool.Hints hints(Exposes.@Nullable Hints hints, Aggregate.@Nullable Semantics semantics) {
        Boolean safe = semantics == null ? null : semantics.safe();
        Boolean idempotent = semantics == null ? null : semantics.idempotent();
        Boolean destructive = Boolean.TRUE.equals(safe) ? Boolean.FALSE : null;
        return hints == null
                ? new McpTool.Hints(safe, destructive, idempotent, null)
                : new McpTool.Hints(
                        hints.readOnly() == null ? safe : hints.readOnly(),
                        hints.destructive() == null ? destructive : hints.destructive(),
                        hints.idempotent() == null ? idempotent : hints.idempotent(),
                        hints.openWorld());
    }
}
