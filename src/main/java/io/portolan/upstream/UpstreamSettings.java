package io.portolan.upstream;

import io.portolan.options.LimitOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.BaseUri;

/**
 * How one consumer instance talks to its upstream.
 *
 * @param instances that share the namespace's connections
 */
public record UpstreamSettings(
        String namespace, BaseUri baseUri, LimitOptions limits, TimeoutOptions timeouts, int instances) {

    /** The upstream in the words of a message: never its path or query, for they may hold a key. */
    String label() {
        return namespace + " (" + baseUri.authority() + ")";
    }
}
