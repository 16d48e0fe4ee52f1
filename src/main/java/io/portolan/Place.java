package io.portolan;

import io.portolan.options.PortolanOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where something listens. What names one host and port shares them.
 *
 * @param alone the only kind there, where each takes a free port of its own; null on a port that has a number
 */
record Place(String host, int port, Listener.@Nullable Kind alone) {

    static Place rest(int port, PortolanOptions options) {
        return of(options.rest().host(), port, Listener.Kind.REST);
    }

    static Place mcp(int port, PortolanOptions options) {
        return of(options.mcp().host(), port, Listener.Kind.MCP);
    }

    private static Place of(String host, int port, Listener.Kind kind) {
        return new Place(host, port, port == 0 ? kind : null);
    }
}
