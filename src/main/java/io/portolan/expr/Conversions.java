package io.portolan.expr;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonTree;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Declared types: a value becomes one of the declared type when nothing is lost, and stays as it is otherwise. */
final class Conversions {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");

    /** No number of any API is longer; one that is stays a text. */
    private static final int MAX_NUMBER = 1000;

    static JsonNode to(ValueType type, JsonNode value) {
        return switch (type) {
            case STRING ->
                value.isNumber() || value.isBoolean() ? JsonTree.NODES.textNode(JsonTree.text(value)) : value;
            case NUMBER -> isText(value, NUMBER) ? JsonTree.read(value.textValue()) : value;
            case INTEGER -> isText(value, INTEGER) ? JsonTree.read(value.textValue()) : value;
            case BOOLEAN -> bool(value);
            case ARRAY, OBJECT, ANY -> value;
        };
    }

    /** The text without what exceeds so many characters; a character is never cut in two. */
    static JsonNode cut(JsonNode value, @Nullable Integer maxLength) {
        if (maxLength == null || !value.isTextual()) {
            return value;
        }
        String text = value.textValue();
        int most = Math.max(0, maxLength);
        return text.codePointCount(0, text.length()) <= most
                ? value
                : JsonTree.NODES.textNode(text.substring(0, text.offsetByCodePoints(0, most)));
    }

    private static boolean isText(JsonNode value, Pattern pattern) {
        return value.isTextual()
                && value.textValue().length() <= MAX_NUMBER
                && pattern.matcher(value.textValue()).matches();
    }

    private static JsonNode bool(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        return text.equals("true") || text.equals("false") ? JsonTree.NODES.booleanNode(text.equals("true")) : value;
    }

    private Conversions() {}
}
