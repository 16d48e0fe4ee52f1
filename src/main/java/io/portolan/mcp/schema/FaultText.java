package io.portolan.mcp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.portolan.format.JsonTree;
import io.portolan.format.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a validator found, in our words. */
final class FaultText {

    /** Of the values of an enum, so many are named. */
    private static final int MOST_CHOICES = 20;

    static SchemaFault of(Error error) {
        String path = path(error.getInstanceLocation());
        String property = error.getProperty();
        if (property != null && aboutAProperty(error.getKeyword())) {
            String inner = Quote.inside(property);
            return new SchemaFault(
                    path.isEmpty() ? inner : path + "." + inner,
                    error.getKeyword().equals("required")
                            ? "required, but missing"
                            : "unknown (expected: nothing of this name)");
        }
        return new SchemaFault(path, detail(error));
    }

    private static boolean aboutAProperty(String keyword) {
        return switch (keyword) {
            case "required", "additionalProperties", "unevaluatedProperties" -> true;
            default -> false;
        };
    }

    private static String detail(Error error) {
        JsonNode schema = error.getSchemaNode();
        JsonNode value = error.getInstanceNode();
        if (schema == null || value == null) {
            return other(error);
        }
        String expected = expected(error.getKeyword(), schema);
        return expected == null ? other(error) : "expected " + expected + ", got " + given(error.getKeyword(), value);
    }

    private static @Nullable String expected(String keyword, JsonNode schema) {
        return switch (keyword) {
            case "type" -> types(schema);
            case "enum" -> "one of " + choices(schema);
            case "const" -> shown(schema);
            case "minimum" -> shown(schema) + " or more";
            case "maximum" -> shown(schema) + " or less";
            case "exclusiveMinimum" -> "more than " + shown(schema);
            case "exclusiveMaximum" -> "less than " + shown(schema);
            case "multipleOf" -> "a multiple of " + shown(schema);
            case "minLength" -> "a text of at least " + shown(schema) + " characters";
            case "maxLength" -> "a text of at most " + shown(schema) + " characters";
            case "pattern" -> "a text that matches " + Quote.inside(schema.asText());
            case "format" -> "a text of the form " + Quote.inside(schema.asText());
            case "minItems" -> "an array of at least " + shown(schema) + " items";
            case "maxItems" -> "an array of at most " + shown(schema) + " items";
            case "minProperties" -> "an object of at least " + shown(schema) + " members";
            case "maxProperties" -> "an object of at most " + shown(schema) + " members";
            default -> null;
        };
    }

    private static String given(String keyword, JsonNode value) {
        return switch (keyword) {
            case "minLength", "maxLength" ->
                "one of " + value.asText().codePointCount(0, value.asText().length());
            case "minItems", "maxItems", "minProperties", "maxProperties" -> "one of " + value.size();
            default -> shown(value);
        };
    }

    private static String other(Error error) {
        return "does not satisfy " + error.getKeyword() + " of the schema (" + Quote.inside(error.getMessage()) + ")";
    }

    private static String types(JsonNode schema) {
        List<String> words = new ArrayList<>();
        if (schema.isArray()) {
            schema.forEach(type -> words.add(phrase(type.asText())));
        } else {
            words.add(phrase(schema.asText()));
        }
        return String.join(" or ", words);
    }

    private static String phrase(String type) {
        return switch (type) {
            case "object", "array", "integer" -> "an " + type;
            case "null" -> type;
            case "boolean" -> "true or false";
            default -> "a " + type;
        };
    }

    private static String choices(JsonNode schema) {
        List<String> words = new ArrayList<>();
        for (JsonNode choice : schema) {
            if (words.size() == MOST_CHOICES) {
                words.add("…");
                break;
            }
            words.add(shown(choice));
        }
        return String.join(", ", words);
    }

    private static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> Quote.of(value.textValue());
            case NUMBER, BOOLEAN -> Quote.inside(JsonTree.text(value));
            case OBJECT, ARRAY -> "an " + value.getNodeType().name().toLowerCase(Locale.ROOT);
            case NULL, MISSING, BINARY, POJO -> "null";
        };
    }

    private static String path(NodePath location) {
        StringBuilder path = new StringBuilder();
        for (int index = 0; index < location.getNameCount(); index++) {
            if (location.getElement(index) instanceof Integer position) {
                path.append('[').append(position).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Quote.inside(location.getName(index)));
            }
        }
        return path.toString();
    }

    private FaultText() {}
}
