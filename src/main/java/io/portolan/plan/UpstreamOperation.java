package io.portolan.plan;

import java.util.List;

/**
 * One upstream request, compiled.
 *
 * @param namespace the consumed namespace
 * @param path relative to the base URI; holes are positions in {@code parameters}
 * @param parameters by position
 */
public record UpstreamOperation(
        String namespace, String name, String method, PathTemplate path, List<UpstreamParameter> parameters) {

    public UpstreamOperation {
        parameters = List.copyOf(parameters);
    }
}
