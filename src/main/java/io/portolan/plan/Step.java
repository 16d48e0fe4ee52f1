package io.portolan.plan;

import io.portolan.expr.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing a flow does. */
public sealed interface Step {

    /**
     * Calls an upstream operation.
     *
     * @param arguments one for each of the operation's parameters; holes are positions in the flow's parameters, null
     *     sends nothing
     * @param forwardsBody whether the caller's body becomes the request's
     */
    record Call(UpstreamOperation operation, List<@Nullable Template> arguments, boolean forwardsBody) implements Step {

        public Call {
            arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        }
    }
}
