package io.portolan.options;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The REST edge.
 *
 * @param port moves every REST adapter there, 0 to any free one; null keeps each file's own
 * @param host the address to bind
 * @param allowedHosts {@code Host} names that are accepted besides loopback ones while bound to loopback
 * @param allowedOrigins web origins that may call, such as {@code https://app.example}; the same ones get CORS headers
 */
public record RestOptions(@Nullable Integer port, String host, List<String> allowedHosts, List<String> allowedOrigins) {

    public RestOptions {
        Ports.check("rest.port", port);
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    public static RestOptions defaults() {
        return new RestOptions(null, "127.0.0.1", List.of(), List.of());
    }

    public RestOptions withPort(@Nullable Integer port) {
        return new RestOptions(port, host, allowedHosts, allowedOrigins);
    }
}
