package io.portolan.compile;

import io.portolan.plan.McpTool;
import io.portolan.spec.Action;
import io.portolan.spec.Aggregate;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tool of an MCP adapter, with its flow and its schemas. */
final class ToolCompiler {

    private final McpAdapter adapter;
    private final ActionCompiler actions;
    private final Functions functions;
    private final ProblemLog log;

    ToolCompiler(McpAdapter adapter, ActionCompiler actions, Functions functions, ProblemLog log) {
        this.adapter = adapter;
        this.actions = actions;
        this.functions = functions;
        this.log = log;
    }

    /** The tool, or null and a problem. */
    @Nullable
    McpTool compile(Exposes.Tool tool, String where) {
        Aggregate.Function shared = shared(tool.action());
        GivenSchema given = tool.inputSchema() == null
                ? null
                : GivenSchema.ofArguments(tool.inputSchema(), where + ".inputSchema", log);
        List<Exposes.Input> inputs = inputs(tool, shared, given, where);
        BoundCall bound = actions.compile(
                new ActionCompiler.Unit(tool.name(), tool.action(), tool.outputParameters(), null, where),
                wanted -> new McpOffer(adapter.adapter().namespace(), inputs));
        if (bound == null || !log.sound(where)) {
            return null;
        }
        Content.Fields schema = given == null ? InputSchema.of(bound.parameters(), inputs) : given.schema();
        McpTool.Hints hints = hints(tool.hints(), shared == null ? null : shared.semantics());
        return new McpTool(
                adapter.adapter().name(),
                tool.name(),
                tool.label(),
                tool.description() == null && shared != null ? shared.description() : tool.description(),
                Icons.of(tool.icons()),
                bound.flow(),
                bound.parameters(),
                ContentJson.text(schema),
                OutputSchema.of(bound.flow().output()),
                McpHeaders.of(schema, where + (given == null ? ".inputParameters" : ".inputSchema"), log),
                hints,
                Boolean.TRUE.equals(hints.destructive())
                        && adapter.adapter().calls().confirms(bound.flow()),
                adapter.binarySize(tool.maxBinarySize(), where, log),
                adapter.adapter().guard());
    }

    private List<Exposes.Input> inputs(
            Exposes.Tool tool, Aggregate.@Nullable Function shared, @Nullable GivenSchema given, String where) {
        if (given != null) {
            if (!tool.inputParameters().isEmpty()) {
                log.warning(where + ".inputParameters", "is not used beside 'inputSchema'");
            }
            return given.inputs();
        }
        List<Exposes.Input> inputs =
                shared != null && tool.inputParameters().isEmpty() ? shared.inputParameters() : tool.inputParameters();
        for (int index = 0; index < inputs.size(); index++) {
            if (inputs.get(index).schema() instanceof Content.Fields schema) {
                GivenSchema.check(schema, where + ".inputParameters[" + index + "].schema", log);
            }
        }
        return inputs;
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
