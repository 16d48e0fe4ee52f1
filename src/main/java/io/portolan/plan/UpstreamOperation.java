package io.portolan.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One upstream request, compiled.
 *
 * @param namespace the consumed namespace
 * @param name unique in the namespace
 * @param path relative to the base URI; holes are positions in {@code parameters}
 * @param parameters by position
 * @param body null when the request has none
 * @param extras what settings add to the request
 */
public record UpstreamOperation(
        String namespace,
        String name,
        String method,
        PathTemplate path,
        List<UpstreamParameter> parameters,
        @Nullable RequestBody body,
        Extras extras) {

    public UpstreamOperation {
        parameters = List.copyOf(parameters);
    }

    /** An operation to which settings add nothing. */
    public UpstreamOperation(
            String namespace,
            String name,
            String method,
            PathTemplate path,
            List<UpstreamParameter> parameters,
            @Nullable RequestBody body) {
        this(namespace, name, method, path, parameters, body, Extras.NONE);
    }

    /** Whether the caller's body becomes the request's. */
    public boolean forwardsBody() {
        return body instanceof RequestBody.Forwarded;
    }
}
