package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.plan.Parameter;
import io.portolan.plan.UpstreamOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation with what its callers may give.
 *
 * @param inputs by the operation's positions; the parameter as callers on the bus see it
 * @param fixed by the operation's positions; the value the file gives itself, null where callers give it
 * @param body null when the request has none
 */
record ConsumedOperation(
        UpstreamOperation operation,
        List<Parameter> inputs,
        List<@Nullable Template> fixed,
        @Nullable Parameter body) {

    ConsumedOperation {
        inputs = List.copyOf(inputs);
        fixed = Collections.unmodifiableList(new ArrayList<>(fixed));
    }

    /** The names of its parameters, the body's last. */
    List<String> names() {
        List<String> names =
                new ArrayList<>(inputs.stream().map(Parameter::name).toList());
        if (body != null) {
            names.add(body.name());
        }
        return names;
    }
}
