package io.portolan.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.binding.Bindings;
import io.portolan.expr.Scope;
import io.portolan.expr.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the texts of one flow read while it runs once: its caller's arguments, variables, and what its steps gave. */
final class FlowScope implements Scope {

    private final List<@Nullable Value> arguments;
    private final Bindings bindings;
    /** Made when the first step is done: most flows have none. */
    private Map<String, JsonNode> outputs = Map.of();

    FlowScope(List<@Nullable Value> arguments, Bindings bindings) {
        this.arguments = arguments;
        this.bindings = bindings;
    }

    @Override
    public @Nullable Value input(int index) {
        return arguments.get(index);
    }

    @Override
    public @Nullable String variable(String name) {
        return bindings.value(name);
    }

    @Override
    public @Nullable JsonNode step(String name) {
        return outputs.get(name);
    }

    /** Keeps what a step gave; nothing when it gave nothing. */
    void keep(String step, @Nullable JsonNode output) {
        if (outputs.isEmpty()) {
            outputs = new HashMap<>();
        }
        if (output == null) {
            outputs.remove(step);
        } else {
            outputs.put(step, output);
        }
    }
}
