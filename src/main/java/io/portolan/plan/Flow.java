package io.portolan.plan;

import java.util.List;

/**
 * What one request makes happen, in order.
 *
 * @param namespace of the consumer that runs it: a consumed one, or {@code rest.} or {@code mcp.} and the exposing one
 *     for flows of several steps or none
 * @param name of the operation; several flows may have it
 * @param digest of the plan text; a consumer refuses an invocation made for another
 * @param parameters as callers on the event bus name them
 * @param steps a lone {@link Step.Call}, or any number of the others
 * @param output what the answer is made of
 * @param bounds what one call may take; not part of the digest
 */
public record Flow(
        String namespace,
        String name,
        String digest,
        Parameters parameters,
        List<Step> steps,
        Output output,
        Bounds bounds) {

    public Flow {
        steps = List.copyOf(steps);
    }

    /** A flow that hands on the answer as it is, bound by the settings of the process alone. */
    public Flow(String namespace, String name, String digest, Parameters parameters, List<Step> steps) {
        this(namespace, name, digest, parameters, steps, Output.WHOLE, Bounds.PROCESS);
    }

    /** Whether the caller's body goes upstream as it comes, and nothing is to be made of it. */
    public boolean forwardsBody() {
        return steps.size() == 1 && steps.getFirst() instanceof Step.Call call && call.forwardsBody();
    }

    /** {@code namespace.name}. */
    public String id() {
        return namespace + "." + name;
    }
}
