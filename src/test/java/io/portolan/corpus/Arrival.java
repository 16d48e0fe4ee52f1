package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must reach the upstream.
 *
 * @param path as it stands in the request line, encoded
 * @param query encoded values by decoded name; a null stands for a name without a value
 * @param headers by lower-case name, those that must be there with these values
 * @param body null for none
 */
record Arrival(
        String method,
        String path,
        Map<String, List<@Nullable String>> query,
        Map<String, String> headers,
        @Nullable JsonNode body) {

    /** What may always be there. */
    private static final Set<String> OURS = Set.of(
            "host", "user-agent", "accept", "accept-encoding", "content-length", "traceparent", "transfer-encoding");

    /** Everything that differs, each in one line that begins with what it is about. */
    List<String> differences(Recorder.Received got) {
        List<String> out = new ArrayList<>();
        if (!got.method().equals(method)) {
            out.add("method: expected " + method + ", got " + got.method());
        }
        int mark = got.uri().indexOf('?');
        String gotPath = mark < 0 ? got.uri() : got.uri().substring(0, mark);
        if (!gotPath.equals(path)) {
            out.add("path: expected " + path + ", got " + gotPath);
        }
        var gotQuery = parsed(mark < 0 ? "" : got.uri().substring(mark + 1));
        if (!gotQuery.equals(new TreeMap<>(query))) {
            out.add("query: expected " + new TreeMap<>(query) + ", got " + gotQuery);
        }
        headers(got, out);
        body(got, out);
        return out;
    }

    private void headers(Recorder.Received got, List<String> out) {
        Map<String, String> there = new TreeMap<>();
        got.headers()
                .forEach((name, value) -> there.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + " | " + b));
        headers.forEach((name, value) -> {
            if (!Objects.equals(there.get(name), value)) {
                out.add("header " + name + ": expected " + value + ", got " + there.get(name));
            }
        });
        there.forEach((name, value) -> {
            if (!headers.containsKey(name) && !OURS.contains(name)) {
                out.add("header " + name + ": expected none, got " + value);
            }
        });
    }

    private void body(Recorder.Received got, List<String> out) {
        String text = got.body().toString();
        if (body == null) {
            if (!text.isEmpty()) {
                out.add("body: expected none, got " + text);
            }
            return;
        }
        boolean same;
        try {
            same = Values.parsed(text).equals(body);
        } catch (java.io.UncheckedIOException e) {
            same = false;
        }
        if (!same) {
            out.add("body: expected " + body + ", got " + (text.isEmpty() ? "none" : text));
        }
    }

    private static Map<String, List<@Nullable String>> parsed(String query) {
        Map<String, List<@Nullable String>> pairs = new TreeMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String name =
                    java.net.URLDecoder.decode(parts[0].replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
            pairs.computeIfAbsent(name, first -> new ArrayList<>()).add(parts.length == 1 ? null : parts[1]);
        }
        return pairs;
    }

    /** An empty one to add to. */
    static Map<String, List<@Nullable String>> noQuery() {
        return new LinkedHashMap<>();
    }
}
