package io.portolan.http;

import io.portolan.options.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one port listens.
 *
 * @param host the address to bind
 * @param allowedHosts {@code Host} names accepted besides loopback ones while bound to loopback, with or without port
 * @param allowedOrigins web origins that may call and read the answers, such as {@code https://app.example}
 * @param body the largest request body a mount should accept
 * @param idle silence after which a connection is closed; waiting for an answer is silence too, so this has to be
 *     longer than a call may take
 * @param sockets the system's buffers of a connection, each way; null leaves them to it
 */
public record EdgeOptions(
        String host,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        Size body,
        Duration idle,
        @Nullable Size sockets) {

    public EdgeOptions {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** Leaves the sockets to the system. */
    public EdgeOptions(String host, List<String> allowedHosts, List<String> allowedOrigins, Size body, Duration idle) {
        this(host, allowedHosts, allowedOrigins, body, idle, null);
    }

    public EdgeOptions withIdle(Duration idle) {
        return new EdgeOptions(host, allowedHosts, allowedOrigins, body, idle, sockets);
    }
}
