package io.portolan.plan;

import java.util.List;

/**
 * What REST callers may send along though no parameter is declared for it. Whatever this says, a consumer never lets the
 * credential's names, {@code Cookie} or what frames the request through, and {@code Authorization} only where the API
 * has no credential of its own.
 *
 * @param headers names, in whatever case
 * @param query names, exact
 * @param anyQuery whether every query parameter may pass
 */
public record Passthrough(List<String> headers, List<String> query, boolean anyQuery) {

    /** Nothing. */
    public static final Passthrough NONE = new Passthrough(List.of(), List.of(), false);

    public Passthrough {
        headers = List.copyOf(headers);
        query = List.copyOf(query);
    }

    public boolean allowsHeader(String name) {
        return headers.stream().anyMatch(name::equalsIgnoreCase);
    }

    public boolean allowsQuery(String name) {
        return anyQuery || query.contains(name);
    }
}
