package io.portolan.upstream;

import io.portolan.options.LimitOptions;
import io.portolan.options.RedirectOptions;
import io.portolan.options.StreamOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.BaseUri;

/**
 * How one consumer instance talks to its upstream.
 *
 * @param redirects which are followed
 * @param instances that share the namespace's connections
 */
public record UpstreamSettings(
        String namespace,
        BaseUri baseUri,
        LimitOptions limits,
        TimeoutOptions timeouts,
        StreamOptions streams,
        RedirectOptions redirects,
        int instances) {

    /** The same for another place. */
    public UpstreamSettings at(BaseUri elsewhere) {
        return new UpstreamSettings(namespace, elsewhere, limits, timeouts, streams, redirects, instances);
    }

    /** The upstream in the words of a message: never its path or query, for they may hold a key. */
    public String label() {
        return namespace + " (" + baseUri.authority() + ")";
    }
}
