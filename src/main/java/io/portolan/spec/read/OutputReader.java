package io.portolan.spec.read;

import io.portolan.spec.Output;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code outputParameters}, and what is nested in them. */
final class OutputReader {

    private static final Keys OUTPUT = Keys.describedBy(
            "name",
            "type",
            "in",
            "mapping",
            "value",
            "const",
            "properties",
            "items",
            "values",
            "maxLength",
            "required",
            "format",
            "enum",
            "example",
            "examples",
            "default",
            "nullable");

    private OutputReader() {}

    static List<Output> list(MappingReader in) {
        return in.named("outputParameters", OUTPUT, OutputReader::read);
    }

    private static Output read(MappingReader in) {
        in.expect(OUTPUT);
        String name = in.name();
        return new Output(
                name.isEmpty() ? null : name,
                Words.type(in),
                in.text("mapping"),
                in.content(in.either("value", "const")),
                properties(in, "properties"),
                items(in),
                Words.count(in, "maxLength"));
    }

    private static Map<String, Output> properties(MappingReader in, String key) {
        Map<String, Output> properties = new LinkedHashMap<>();
        for (Output output : in.named(key, OUTPUT, OutputReader::read)) {
            if (output.name() == null) {
                in.error(key, "a property has no name (expected: its name as the key)");
            } else {
                properties.putIfAbsent(output.name(), output);
            }
        }
        return properties;
    }

    /** One schema, or one in a list, or the fields of an object without the object around them. */
    private static @Nullable Output items(MappingReader in) {
        return switch (in.shape("items")) {
            case null -> null;
            case TEXT -> ofType(in.text("items"));
            case LIST -> listed(in);
            case MAPPING -> {
                MappingReader items = in.mapping("items");
                yield items == null || schema(items) ? one(items) : object(properties(in, "items"));
            }
        };
    }

    private static boolean schema(MappingReader items) {
        return List.of("type", "mapping", "value", "const").stream()
                        .anyMatch(key -> items.shape(key) == MappingReader.Shape.TEXT)
                || items.keys().stream().allMatch(OUTPUT.known()::contains);
    }

    private static Output listed(MappingReader in) {
        List<Output> all = in.named("items", OUTPUT, OutputReader::read);
        boolean fields = all.size() > 1 && all.stream().allMatch(output -> output.name() != null);
        return fields ? object(properties(in, "items")) : all.isEmpty() ? object(Map.of()) : all.getFirst();
    }

    private static @Nullable Output one(@Nullable MappingReader items) {
        return items == null ? null : read(items);
    }

    private static Output object(Map<String, Output> properties) {
        return new Output(null, properties.isEmpty() ? null : "object", null, null, properties, null, null);
    }

    private static Output ofType(@Nullable String type) {
        return new Output(null, type, null, null, Map.of(), null, null);
    }
}
