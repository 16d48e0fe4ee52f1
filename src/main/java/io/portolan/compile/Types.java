package io.portolan.compile;

import io.portolan.expr.ValueType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words for types. */
final class Types {

    private Types() {}

    /** The type a word names; the given one for no word or one the reader has already refused. */
    static ValueType of(@Nullable String word, ValueType otherwise) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "string" -> ValueType.STRING;
            case "integer" -> ValueType.INTEGER;
            case "number" -> ValueType.NUMBER;
            case "boolean" -> ValueType.BOOLEAN;
            case "array" -> ValueType.ARRAY;
            case "object" -> ValueType.OBJECT;
            default -> otherwise;
        };
    }
}
