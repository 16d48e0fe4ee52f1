package io.portolan.bus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's answer, whatever its status: a 4xx or 5xx is a result too. Immutable: inside a process it travels by
 * reference.
 *
 * @param contentType as the upstream gave it; null when it gave none
 * @param headers worth the caller's while, {@code content-type} and hop-by-hop fields excluded
 */
public record Result(int status, @Nullable String contentType, List<Header> headers, Body body) {

    public Result {
        headers = List.copyOf(headers);
    }
}
