package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Damages texts: characters, lines and whole nodes are deleted, doubled, retyped, moved and cut. */
final class Mutations {

    private static final String SIGNS = "a: b-[]{},\"'\\\n \t|>&*!%#@?~<\r0\uFEFF\uD83D";

    private static final List<String> WORDS = List.of(
            "null",
            "~",
            "true",
            "12",
            "-0.5e9",
            "[]",
            "{}",
            "[a, {b: c}]",
            "{name: x}",
            "''",
            "'{{x}}'",
            "'{x'",
            "'$.a[0'",
            "2015-02-01",
            "no",
            "!!omap [a: 1]",
            "&a x",
            "*a",
            "|",
            ">-",
            "!!binary aa",
            "'\\u0000'",
            "rest.x",
            "'/a/{b}/c'",
            "'https://h/{x}'",
            "'a.b.c'",
            "999999999999",
            "!x y");

    private final List<Original> sources;
    private final Random random;

    /**
     * A sound text.
     *
     * @param tree null when it is no YAML
     */
    record Original(String text, @Nullable JsonNode tree) {

        static Original of(String text) {
            try {
                return new Original(text, YamlTree.read(text).root());
            } catch (YamlEngineException | IllegalArgumentException | ClassCastException e) {
                return new Original(text, null);
            }
        }
    }

    Mutations(List<Original> sources, long seed) {
        this.sources = sources;
        this.random = new Random(seed);
    }

    /** One damaged text. */
    String next() {
        // Small ones more often: as much can be wrong with them, and they take less time.
        Original first = one(sources);
        Original second = one(sources);
        Original source = first.text().length() < second.text().length() ? first : second;
        String text = random.nextInt(4) == 0 && source.tree() != null ? nodes(source.tree()) : source.text();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text = switch (random.nextInt(3)) {
                case 0 -> lines(text);
                case 1 -> characters(text);
                default -> scalars(text);
            };
        }
        return text;
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return text;
        }
        int at = random.nextInt(lines.size());
        String other = lines.get(random.nextInt(lines.size()));
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, other);
            case 2 -> lines.set(at, other);
            case 3 ->
                lines.subList(at, Math.min(lines.size(), at + random.nextInt(20)))
                        .clear();
            case 4 -> lines.addAll(at, List.copyOf(lines.subList(0, random.nextInt(lines.size()))));
            default ->
                lines.set(at, " ".repeat(random.nextInt(12)) + lines.get(at).strip());
        }
        return String.join("\n", lines);
    }

    private String characters(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0 && !damaged.isEmpty(); i--) {
            int at = random.nextInt(damaged.length());
            char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, sign);
                case 2 -> damaged.setCharAt(at, sign);
                default -> damaged.setLength(Math.max(1, at));
            }
        }
        return damaged.toString();
    }

    /** What stands behind a key becomes something else. */
    private String scalars(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int tries = 0; tries < 20 && !lines.isEmpty(); tries++) {
            int at = random.nextInt(lines.size());
            int colon = lines.get(at).indexOf(": ");
            if (colon > 0) {
                lines.set(at, lines.get(at).substring(0, colon + 2) + one(WORDS));
                break;
            }
        }
        return String.join("\n", lines);
    }

    /** The text as JSON, which is YAML too, with one part deleted, doubled, retyped or replaced by another. */
    private String nodes(JsonNode original) {
        JsonNode root = original.deepCopy();
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        if (containers.isEmpty()) {
            return root.toString();
        }
        JsonNode replacement = random.nextBoolean() ? one(containers).deepCopy() : scalar();
        switch (one(containers)) {
            case ObjectNode object when !object.isEmpty() -> damage(object, replacement);
            case ArrayNode array when !array.isEmpty() -> damage(array, replacement);
            default -> {}
        }
        return root.toPrettyString();
    }

    private void damage(ObjectNode object, JsonNode replacement) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = one(names);
        switch (random.nextInt(3)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, replacement);
            default ->
                object.set(
                        name + one(List.of("s", " ", "X", ".")),
                        object.get(name).deepCopy());
        }
    }

    private void damage(ArrayNode array, JsonNode replacement) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(3)) {
            case 0 -> array.remove(at);
            case 1 -> array.set(at, replacement);
            default -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
        }
    }

    private JsonNode scalar() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(5)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(true);
            case 2 -> json.numberNode(random.nextInt());
            case 3 -> json.textNode("");
            default -> json.textNode(one(WORDS));
        };
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
