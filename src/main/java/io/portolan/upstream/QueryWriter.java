package io.portolan.upstream;

import io.portolan.auth.Credential;
import io.portolan.auth.UnfitVariableException;
import io.portolan.binding.Bindings;
import io.portolan.bus.Failure;
import io.portolan.bus.QueryPair;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.options.QueryStyle;
import io.portolan.plan.Extras;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes one operation's query: declared parameters in their style, what the settings add, what callers send along, the
 * credential last. The credential wins a name, then the settings.
 */
final class QueryWriter {

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Template> fixed = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Extras extras;
    private final VariableTexts variables;
    private final String credential;

    /**
     * One parameter.
     *
     * @param name percent-encoded
     */
    private record Entry(int index, UpstreamParameter parameter, String name) {}

    QueryWriter(UpstreamOperation operation, Credential credential, Bindings bindings) {
        this.extras = operation.extras();
        this.variables = new VariableTexts(bindings);
        this.credential = credential.query().stream()
                .map(pair -> Percent.name(pair.name()) + "=" + pair.value())
                .collect(Collectors.joining("&"));
        // The credential's own key is never a caller's to give.
        credential.query().forEach(pair -> taken.add(pair.name()));
        extras.query().forEach((name, value) -> {
            if (taken.add(name)) {
                fixed.put(Percent.name(name), value);
            }
        });
        Set<String> declared = new HashSet<>();
        for (int i = 0; i < operation.parameters().size(); i++) {
            UpstreamParameter parameter = operation.parameters().get(i);
            if (queried(parameter) && !taken.contains(parameter.name())) {
                entries.add(new Entry(i, parameter, Percent.name(parameter.name())));
                declared.add(parameter.name());
            }
        }
        taken.addAll(declared);
    }

    private static boolean queried(UpstreamParameter parameter) {
        return parameter.place() == UpstreamParameter.Place.QUERY || parameter.place() == UpstreamParameter.Place.FLAG;
    }

    /**
     * Appends the query.
     *
     * @param along what the caller sent along undeclared
     * @throws Failure naming the parameter whose value cannot travel
     */
    void write(StringBuilder out, List<@Nullable Value> values, List<QueryPair> along) {
        int start = out.length();
        for (Entry entry : entries) {
            Value value = values.get(entry.index());
            if (value != null) {
                write(out, entry, value);
            }
        }
        fixed.forEach((name, value) -> fixed(out.append('&').append(name).append('='), value));
        for (QueryPair pair : along) {
            if (extras.passthrough().allowsQuery(pair.name()) && !taken.contains(pair.name())) {
                write(out, pair);
            }
        }
        if (!credential.isEmpty()) {
            out.append('&').append(credential);
        }
        if (out.length() > start) {
            out.setCharAt(start, '?');
        }
    }

    private static void write(StringBuilder out, Entry entry, Value value) {
        if (entry.parameter().place() == UpstreamParameter.Place.FLAG) {
            out.append('&').append(entry.name());
            return;
        }
        if (!(value instanceof Value.Json json)) {
            text(out.append('&').append(entry.name()).append('='), entry, Texts.of(value));
            return;
        }
        UpstreamParameter parameter = entry.parameter();
        List<JsonPairs.Pair> pairs = JsonPairs.of(parameter.name(), json, parameter.style(), false);
        if (pairs == null) {
            throw Refusals.input(parameter, "is not JSON (expected: well-formed JSON)");
        }
        for (JsonPairs.Pair pair : pairs) {
            out.append('&');
            if (pair.name().equals(parameter.name())) {
                out.append(entry.name());
            } else {
                text(out, entry, pair.name());
            }
            items(out.append('='), entry, pair.items());
        }
    }

    private static void items(StringBuilder out, Entry entry, List<String> items) {
        QueryStyle style = entry.parameter().style();
        // A lone item is a list that its caller has joined already, as in $select=id,name.
        List<String> all = items.size() == 1 && style == QueryStyle.COMMA
                ? List.of(items.getFirst().split(",", -1))
                : items;
        String delimiter = switch (style) {
            case SPACE -> "%20";
            case PIPE -> "%7C";
            case COMMA, REPEAT, BRACKETS, DEEP_OBJECT, JSON -> ",";
        };
        for (int i = 0; i < all.size(); i++) {
            text(out.append(i == 0 ? "" : delimiter), entry, all.get(i));
        }
    }

    private void fixed(StringBuilder out, Template value) {
        if (Percent.value(out, variables.text(value)) != null) {
            throw Refusals.unfit(
                    new UnfitVariableException(String.join(", ", value.variables())), variables.bindings());
        }
    }

    private static void write(StringBuilder out, QueryPair pair) {
        String fault = Percent.value(out.append('&'), pair.name());
        if (fault == null && pair.value() != null) {
            fault = Percent.value(out.append('='), pair.value());
        }
        if (fault != null) {
            throw Refusals.input("query", pair.name(), fault);
        }
    }

    private static void text(StringBuilder out, Entry entry, String text) {
        String fault = Percent.value(out, text);
        if (fault != null) {
            throw Refusals.input(entry.parameter(), fault);
        }
    }
}
