package io.portolan.bus.stream.protocol;

import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Where a node hears of streams, as nodes tell each other: {@code address} or {@code address@host:port}, an IPv6 address in
 * brackets.
 *
 * @param bus its address on the event bus
 * @param link where it takes connections for streams; null where it takes none
 */
public record InboxAddress(String bus, @Nullable HostAndPort link) {

    private static final char LINK = '@';

    /** Reads one. What is no host and port is none. */
    public static InboxAddress parse(String text) {
        int end = text.indexOf(LINK);
        return end < 0
                ? new InboxAddress(text, null)
                : new InboxAddress(text.substring(0, end), link(text.substring(end + 1)));
    }

    private static @Nullable HostAndPort link(String authority) {
        HostAndPort read = HostAndPort.parseAuthority(authority, -1);
        if (read == null || read.port() < 1 || read.host().isEmpty()) {
            return null;
        }
        String host = read.host();
        return HostAndPort.create(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, read.port());
    }

    @Override
    public String toString() {
        if (link == null) {
            return bus;
        }
        String host = link.host().contains(":") ? "[" + link.host() + "]" : link.host();
        return bus + LINK + host + ":" + link.port();
    }
}
