package io.portolan.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The array or object that a query spells out with brackets: {@code f[a]=1&f[b][c]=2}, {@code ids[]=1&ids[]=2}. Its leaves
 * are texts, for a query knows nothing else.
 */
final class BracketedInput {

    private static final int DEEPEST = 8;

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** The keys of {@code [a][b][]}; none when the text is no such thing, or nested too deep. */
    static List<String> keys(String brackets) {
        List<String> keys = new ArrayList<>();
        int from = 0;
        while (from < brackets.length()) {
            int close = brackets.indexOf(']', from);
            if (brackets.charAt(from) != '[' || close < 0 || keys.size() == DEEPEST) {
                return List.of();
            }
            keys.add(brackets.substring(from + 1, close));
            from = close + 1;
        }
        return keys;
    }

    /** Takes one pair; false when its place holds something of another form. */
    boolean add(List<String> keys, String value) {
        Map<String, Object> at = members;
        for (String key : keys.subList(0, keys.size() - 1)) {
            Object next =
                    at.computeIfAbsent(key.isEmpty() ? String.valueOf(at.size()) : key, k -> new LinkedHashMap<>());
            if (!(next instanceof Map<?, ?>)) {
                return false;
            }
            @SuppressWarnings("unchecked") // Only such maps are put in.
            Map<String, Object> map = (Map<String, Object>) next;
            at = map;
        }
        String last = keys.getLast();
        Object before = at.put(last.isEmpty() ? String.valueOf(at.size()) : last, value);
        return switch (before) {
            case null -> true;
            case String first -> {
                at.put(last, new LinkedHashMap<>(Map.of("0", first)));
                yield add(append(keys), value);
            }
            case Map<?, ?> several -> {
                at.put(last, several);
                yield list(several) && add(append(keys), value);
            }
            default -> false;
        };
    }

    /** Whether it is a list: all keys are numbers, as {@code []} makes them. */
    boolean list() {
        return list(members);
    }

    Buffer json() {
        return list()
                ? new JsonArray(new ArrayList<>(tree(members).getMap().values())).toBuffer()
                : tree(members).toBuffer();
    }

    private static List<String> append(List<String> keys) {
        List<String> longer = new ArrayList<>(keys);
        longer.add("");
        return longer;
    }

    private static JsonObject tree(Map<?, ?> map) {
        JsonObject tree = new JsonObject();
        map.forEach((key, value) -> tree.put(
                String.valueOf(key),
                value instanceof Map<?, ?> inner
                        ? list(inner)
                                ? new JsonArray(
                                        new ArrayList<>(tree(inner).getMap().values()))
                                : tree(inner)
                        : value));
        return tree;
    }

    private static boolean list(Map<?, ?> map) {
        return map.keySet().stream().allMatch(key -> key.toString().matches("\\d{1,6}"));
    }
}
