package io.portolan.plan;

import java.util.List;
import java.util.Set;

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

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    public Flow {
        steps = List.copyOf(steps);
    }

    /** A flow that hands on the answer as it is, bound by the settings of the process alone. */
    public Flow(String namespace, String name, String digest, Parameters parameters, List<Step> steps) {
        this(namespace, name, digest, parameters, steps, Output.WHOLE, Bounds.PROCESS);
    }

    /** Whether it is one request to an upstream, which gets the caller's header fields. */
    public boolean oneRequest() {
        return steps.size() == 1 && steps.getFirst() instanceof Step.Call;
    }

    /** Whether the caller's body goes upstream as it comes, and nothing is to be made of it. */
    public boolean forwardsBody() {
        return steps.size() == 1 && steps.getFirst() instanceof Step.Call call && call.forwardsBody();
    }

    /** Whether running it once more does no harm: nothing but safe methods (RFC 9110 9.2.1) goes upstream. */
    public boolean repeatable() {
        for (Step step : steps) {
            boolean safe = switch (step) {
                case Step.Call call -> SAFE.contains(call.operation().method());
                case Step.Invoke invoke -> invoke.flow().repeatable();
                case Step.Lookup lookup -> true;
                case Step.Transform transform -> true;
            };
            if (!safe) {
                return false;
            }
        }
        return true;
    }

    /** {@code namespace.name}. */
    public String id() {
        return namespace + "." + name;
    }
}
