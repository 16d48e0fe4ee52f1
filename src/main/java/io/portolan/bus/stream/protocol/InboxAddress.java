package io.portolan.bus.stream.protocol;

import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Where a node hears of streams, as nodes tell each other: {@code address} or {@code address@host:port}.
 *
 * @param bus its address on the event bus
 * @param link where it takes connections for streams; null where it takes none
 */
public record InboxAddress(String bus, @Nullable HostAndPort link) {

    private static final char LINK = '@';

    /** Reads one; what is no host and port is none. */
    public static InboxAddress parse(String text) {
        int end = text.indexOf(LINK);
        return end < 0
                ? new InboxAddress(text, null)
                : new InboxAddress(text.substring(0, end), HostAndPort.parseAuthority(text.substring(end + 1), -1));
    }

    @Override
    public String toString() {
        return link == null ? bus : bus + LINK + link;
    }
}
