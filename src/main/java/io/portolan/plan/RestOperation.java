package io.portolan.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exposed REST operation.
 *
 * @param namespace the exposing namespace
 * @param path as the file spells it, without the namespace; holes are captures from the left
 * @param flow what it runs
 * @param parameters as REST callers name them, by the flow's positions
 * @param inputs where each parameter is found, by the flow's positions
 */
public record RestOperation(
        String namespace,
        String name,
        String method,
        PathTemplate path,
        @Nullable String description,
        Flow flow,
        Parameters parameters,
        List<RestInput> inputs) {

    public RestOperation {
        inputs = List.copyOf(inputs);
    }
}
