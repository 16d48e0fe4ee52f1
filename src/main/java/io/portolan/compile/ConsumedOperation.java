package io.portolan.compile;

import io.portolan.plan.Parameter;
import io.portolan.plan.UpstreamOperation;
import io.portolan.spec.Consumes;
import io.portolan.spec.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A consumed operation with what its callers may give.
 *
 * @param where its path in the document
 * @param declared the name that the file gives it; others may have it too
 * @param likeness of its path, see {@link Paths#likeness()}
 * @param inputs by the operation's positions, as callers on the bus see them; null where the file fixes the value
 * @param body the caller's, when the request forwards it
 * @param raw what the bytes of the answer are
 * @param outputs what later steps read of the answer
 * @param withheld the names of parameters that callers never give: what frames a request, and what proves who asks
 */
record ConsumedOperation(
        String where,
        String declared,
        String likeness,
        UpstreamOperation operation,
        List<@Nullable Parameter> inputs,
        @Nullable Parameter body,
        Consumes.RawOutput raw,
        List<Output> outputs,
        List<String> withheld) {

    ConsumedOperation {
        inputs = Collections.unmodifiableList(new ArrayList<>(inputs));
    }

    /** The names of its inputs, the body's last; a name may stand for several inputs. */
    List<String> names() {
        List<String> names = new ArrayList<>(inputs.stream()
                .filter(Objects::nonNull)
                .map(Parameter::name)
                .distinct()
                .toList());
        if (body != null) {
            names.add(body.name());
        }
        return names;
    }
}
