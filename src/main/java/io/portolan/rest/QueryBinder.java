package io.portolan.rest;

import io.portolan.bus.QueryPair;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Guard;
import io.portolan.plan.Parameter;
import io.portolan.plan.Passthrough;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Binds the query of a URL to one operation's parameters: those of the query, and those of headers that the request
 * lacks. What is neither declared nor let through is refused, not dropped.
 */
final class QueryBinder {

    private static final String PLACE = "query";

    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Map<String, Integer> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Parameter> parameters;
    private final Passthrough passthrough;
    private final Set<String> selector;
    private final @Nullable Guard guard;

    QueryBinder(RestOperation operation) {
        parameters = operation.parameters().all();
        passthrough = operation.passthrough();
        selector = operation.selector().keySet();
        guard = operation.guard();
        for (int index = 0; index < operation.inputs().size(); index++) {
            switch (operation.inputs().get(index)) {
                case RestInput.Query query -> positions.put(query.name(), index);
                case RestInput.Header header -> headers.put(header.name(), index);
                case RestInput.Path ignored -> {}
                case RestInput.Cookie ignored -> {}
                case RestInput.Body ignored -> {}
            }
        }
    }

    /**
     * Binds one query.
     *
     * @param query without the question mark, undecoded
     * @param request the headers, which win over the query
     * @return what is let through undeclared, as it came
     */
    List<QueryPair> bind(@Nullable String query, MultiMap request, ArgumentsBuilder arguments) {
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        Collected collected = new Collected(request, arguments);
        int from = 0;
        while (from <= query.length()) {
            int ampersand = query.indexOf('&', from);
            int to = ampersand < 0 ? query.length() : ampersand;
            if (to > from) {
                pair(query, from, to, collected);
            }
            from = to + 1;
        }
        return collected.finish();
    }

    private static void pair(String query, int from, int to, Collected collected) {
        int equals = query.indexOf('=', from);
        boolean bare = equals < 0 || equals > to;
        int nameEnd = bare ? to : equals;
        String name = Percent.decodeQuery(query, from, nameEnd);
        String value = Percent.decodeQuery(query, Math.min(nameEnd + 1, to), to);
        if (name == null || value == null) {
            String shown = Quote.inside(query.substring(from, nameEnd));
            collected.arguments.fault(PLACE, shown, "malformed percent-encoding (expected: UTF-8, as %XX)");
        } else {
            collected.add(name, value, bare);
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

    /** The pairs of one query, by what they are for. */
    private final class Collected {

        private final MultiMap request;
        private final ArgumentsBuilder arguments;
        private final Map<Integer, List<String>> values = new LinkedHashMap<>();
        private final Map<Integer, BracketedInput> bracketed = new LinkedHashMap<>();
        private final List<QueryPair> along = new ArrayList<>(0);

        Collected(MultiMap request, ArgumentsBuilder arguments) {
            this.request = request;
            this.arguments = arguments;
        }

        void add(String name, String value, boolean bare) {
            Integer position = positions.get(name);
            if (guard != null && guard.takesQuery(name)) {
                return;
            }
            if (position != null) {
                value(position, value);
            } else if (!selector.contains(name) && !bracketed(name, value) && !header(name, value)) {
                if (passthrough.allowsQuery(name)) {
                    along.add(new QueryPair(name, bare ? null : value));
                } else {
                    arguments.fault(PLACE, Quote.inside(name), unknown(name));
                }
            }
        }

        /** The arguments of the builder; returns what is left over. */
        List<QueryPair> finish() {
            values.forEach(arguments::texts);
            bracketed.forEach((position, input) -> {
                if (values.containsKey(position)) {
                    arguments.fault(PLACE, parameters.get(position).name(), "given both with and without brackets");
                } else {
                    Kind kind = input.list() ? Kind.ARRAY : Kind.OBJECT;
                    arguments.json(position, kind, new Value.Json(input.json()));
                }
            });
            return along;
        }

        private void value(int position, String value) {
            values.computeIfAbsent(position, first -> new ArrayList<>(1)).add(value);
        }

        private boolean bracketed(String name, String value) {
            int open = name.indexOf('[', 1);
            Integer position = open < 0 ? null : positions.get(name.substring(0, open));
            List<String> keys = position == null ? List.of() : BracketedInput.keys(name.substring(open));
            if (position == null || keys.isEmpty() || !structured(parameters.get(position))) {
                return false;
            }
            if (!bracketed
                    .computeIfAbsent(position, first -> new BracketedInput())
                    .add(keys, value)) {
                arguments.fault(PLACE, Quote.inside(name), "given both as a value and as an object");
            }
            return true;
        }

        private boolean header(String name, String value) {
            Integer position = headers.get(name);
            if (position == null) {
                return false;
            }
            if (!request.contains(name)) {
                value(position, value);
            }
            return true;
        }

        private boolean structured(Parameter parameter) {
            return parameter.type() == ValueType.OBJECT
                    || parameter.type() == ValueType.ARRAY
                    || parameter.type() == ValueType.ANY;
        }
    }
}
