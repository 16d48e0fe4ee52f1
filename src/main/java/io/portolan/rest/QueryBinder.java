package io.portolan.rest;

import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.RestInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds the query of a URL to one operation's parameters; what is not declared is refused, not dropped. */
final class QueryBinder {

    private static final String PLACE = "query";

    private final Map<String, Integer> positions = new LinkedHashMap<>();

    QueryBinder(List<RestInput> inputs) {
        for (int index = 0; index < inputs.size(); index++) {
            if (inputs.get(index) instanceof RestInput.Query query) {
                positions.put(query.name(), index);
            }
        }
    }

    /** @param query without the question mark, undecoded */
    void bind(@Nullable String query, ArgumentsBuilder arguments) {
        if (query == null || query.isEmpty()) {
            return;
        }
        Map<Integer, List<String>> values = new LinkedHashMap<>();
        int from = 0;
        while (from <= query.length()) {
            int ampersand = query.indexOf('&', from);
            int to = ampersand < 0 ? query.length() : ampersand;
            if (to > from) {
                collect(query, from, to, values, arguments);
            }
            from = to + 1;
        }
        values.forEach(arguments::texts);
    }

    private void collect(
            String query, int from, int to, Map<Integer, List<String>> values, ArgumentsBuilder arguments) {
        int equals = query.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        String name = Percent.decodeQuery(query, from, nameEnd);
        String value = Percent.decodeQuery(query, Math.min(nameEnd + 1, to), to);
        if (name == null || value == null) {
            String shown = Quote.inside(query.substring(from, nameEnd));
            arguments.fault(PLACE, shown, "malformed percent-encoding (expected: UTF-8, as %XX)");
            return;
        }
        Integer position = positions.get(name);
        if (position == null) {
            arguments.fault(PLACE, Quote.inside(name), unknown(name));
        } else {
            values.computeIfAbsent(position, first -> new ArrayList<>(1)).add(value);
        }
    }

    private String unknown(String name) {
        if (positions.isEmpty()) {
            return "unknown query parameter (expected: none)";
        }
        String nearest = Nearest.to(name, positions.keySet());
        return nearest == null
                ? "unknown query parameter (expected: " + String.join(", ", positions.keySet()) + ")"
                : "unknown query parameter (did you mean '" + nearest + "'?)";
    }
}
