package io.portolan.upstream;

import io.portolan.auth.Credential;
import io.portolan.bus.Failure;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one operation's query: values encoded, arrays as repeated keys, the credential last. */
final class QueryWriter {

    private final List<Entry> entries = new ArrayList<>();
    private final @Nullable String credential;

    /** One parameter. */
    private record Entry(int index, UpstreamParameter parameter, String name) {

        /** OData joins the items of its own parameters with commas. */
        boolean joined() {
            return parameter.name().startsWith("$");
        }
    }

    QueryWriter(UpstreamOperation operation, Credential credential) {
        for (int i = 0; i < operation.parameters().size(); i++) {
            UpstreamParameter parameter = operation.parameters().get(i);
            // The credential's own key is never a caller's to give.
            if (parameter.place() == UpstreamParameter.Place.QUERY
                    && !parameter.name().equals(credential.query())) {
                entries.add(new Entry(i, parameter, Percent.name(parameter.name())));
            }
        }
        this.credential =
                credential.query() == null ? null : Percent.name(credential.query()) + "=" + credential.value();
    }

    /** @throws Failure naming the parameter whose value cannot travel */
    void write(StringBuilder out, List<@Nullable Value> values) {
        char separator = '?';
        for (Entry entry : entries) {
            Value value = values.get(entry.index());
            if (value != null && write(out, separator, entry, value)) {
                separator = '&';
            }
        }
        if (credential != null) {
            out.append(separator).append(credential);
        }
    }

    private static boolean write(StringBuilder out, char separator, Entry entry, Value value) {
        if (value instanceof Value.Json json && entry.parameter().type() != ValueType.OBJECT && JsonItems.array(json)) {
            return writeItems(out, separator, entry, items(entry, json));
        }
        out.append(separator).append(entry.name()).append('=');
        text(out, entry, Texts.of(value));
        return true;
    }

    private static boolean writeItems(StringBuilder out, char separator, Entry entry, List<String> items) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0 && entry.joined()) {
                out.append(',');
            } else {
                out.append(i == 0 ? separator : '&').append(entry.name()).append('=');
            }
            text(out, entry, items.get(i));
        }
        return !items.isEmpty();
    }

    private static List<String> items(Entry entry, Value.Json json) {
        List<String> items = JsonItems.of(json);
        if (items == null) {
            throw Refusals.input(entry.parameter(), "is not a JSON array (expected: well-formed JSON)");
        }
        return items;
    }

    private static void text(StringBuilder out, Entry entry, String text) {
        String fault = Percent.value(out, text);
        if (fault != null) {
            throw Refusals.input(entry.parameter(), fault);
        }
    }
}
