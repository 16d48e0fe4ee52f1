package io.portolan.compile;

import io.portolan.expr.ValueType;
import io.portolan.spec.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file says of the values of an input, as keywords of JSON Schema. What is of another shape than the keyword has
 * is left out, for a schema that is none would cost the tool.
 */
final class Facets {

    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.eE+-]*");
    private static final Set<String> BOUNDS = Set.of("minimum", "maximum");

    /** A list of anything, as providers want to see it. */
    private static final Content ANYTHING = new Content.Fields(Map.of());

    private Facets() {}

    /** Adds those that fit a value of this type; a list gets items whatever the file says. */
    static void add(Map<String, Content> facets, ValueType type, Map<String, Content> schema) {
        facets.forEach((keyword, facet) -> {
            switch (keyword) {
                case "enum" -> choices(facet, type, schema);
                case "default" -> schema.put(keyword, facet);
                case "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems" -> {
                    if (facet instanceof Content.Literal number
                            && (BOUNDS.contains(keyword) ? NUMBER : COUNT)
                                    .matcher(number.json())
                                    .matches()) {
                        schema.put(keyword, facet);
                    }
                }
                case "properties" -> properties(facet, type, schema);
                default -> {}
            }
        });
        if (type == ValueType.ARRAY) {
            Content items = facets.get("items");
            schema.put(
                    "items",
                    items instanceof Content.Fields fields
                            ? nested(fields)
                            : items instanceof Content.Text word ? nested(fields(Map.of("type", word))) : ANYTHING);
        }
    }

    /** Models are shown a choice in the type of the value, whatever the file's author wrote without quotes. */
    private static void choices(Content facet, ValueType type, Map<String, Content> schema) {
        if (!(facet instanceof Content.Items items) || items.items().isEmpty()) {
            return;
        }
        List<Content> choices = items.items().stream()
                .map(item -> type == ValueType.STRING && item instanceof Content.Literal literal
                        ? new Content.Text(literal.json())
                        : item)
                .distinct()
                .toList();
        boolean plain = choices.stream().noneMatch(choice -> choice instanceof Content.Fields);
        if (plain && type != ValueType.ARRAY) {
            schema.put("enum", new Content.Items(choices));
        }
    }

    private static void properties(Content facet, ValueType type, Map<String, Content> schema) {
        if (type != ValueType.OBJECT || !(facet instanceof Content.Fields fields)) {
            return;
        }
        Map<String, Content> properties = new LinkedHashMap<>();
        fields.fields().forEach((name, property) -> {
            if (property instanceof Content.Fields inner) {
                properties.put(name, nested(inner));
            }
        });
        if (!properties.isEmpty()) {
            schema.put("properties", fields(properties));
        }
    }

    private static Content nested(Content.Fields written) {
        Map<String, Content> schema = new LinkedHashMap<>();
        ValueType type = written.fields().get("type") instanceof Content.Text word
                ? Types.of(word.text(), ValueType.ANY)
                : ValueType.ANY;
        if (type != ValueType.ANY) {
            schema.put("type", new Content.Text(type.word()));
        }
        add(written.fields(), type, schema);
        if (written.fields().get("description") instanceof Content.Text description) {
            schema.put("description", description);
        }
        return fields(schema);
    }

    private static Content.Fields fields(Map<String, Content> fields) {
        return new Content.Fields(fields);
    }
}
