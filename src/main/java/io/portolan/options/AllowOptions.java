package io.portolan.options;

import java.util.ArrayList;
import java.util.List;

/**
 * What REST callers may send along to an upstream though no parameter is declared for it.
 *
 * @param headers names, in whatever case
 * @param query names, exact
 * @param anyQuery whether every query parameter may pass
 */
public record AllowOptions(List<String> headers, List<String> query, boolean anyQuery) {

    /** Nothing. */
    public static final AllowOptions NONE = new AllowOptions(List.of(), List.of(), false);

    public AllowOptions {
        headers = List.copyOf(headers);
        query = List.copyOf(query);
    }

    /** What these and those of a less specific pattern allow. */
    AllowOptions over(AllowOptions other) {
        return new AllowOptions(joined(headers, other.headers), joined(query, other.query), anyQuery || other.anyQuery);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        second.stream().filter(name -> !first.contains(name)).forEach(all::add);
        return all;
    }
}
