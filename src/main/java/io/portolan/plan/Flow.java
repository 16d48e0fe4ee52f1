package io.portolan.plan;

import java.util.List;

/**
 * What one request makes happen, in order. The answer of the last step is the answer of the flow, as it is.
 *
 * @param namespace the namespace whose consumer runs it
 * @param name unique in the namespace
 * @param digest of the plan text; a consumer refuses an invocation made for another
 * @param parameters as callers on the event bus name them
 */
public record Flow(String namespace, String name, String digest, Parameters parameters, List<Step> steps) {

    public Flow {
        steps = List.copyOf(steps);
    }

    /** {@code namespace.name}. */
    public String id() {
        return namespace + "." + name;
    }
}
