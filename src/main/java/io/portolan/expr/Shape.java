package io.portolan.expr;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.path.JsonPath;
import io.portolan.expr.path.PathLimitException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is made of, compiled. Paths of the properties of an object read where the object's own path leads, and
 * where they find nothing there, the document, or inside a list the element.
 */
public sealed interface Shape {

    /**
     * The value at a path.
     *
     * @param path null for the member of the property's name
     * @param maxLength of a text, in characters (code points)
     */
    record At(
            @Nullable JsonPath path,
            ValueType type,
            @Nullable Integer maxLength) implements Shape {

        @Override
        public String toString() {
            return (path == null ? "." : path.text()) + " as " + type.word() + Shape.cut(maxLength);
        }
    }

    /** A value that the file gives, with templates. */
    record Constant(
            JsonTemplate value, ValueType type, @Nullable Integer maxLength) implements Shape {

        @Override
        public String toString() {
            return "= " + value + " as " + type.word() + Shape.cut(maxLength);
        }
    }

    /**
     * An object.
     *
     * @param path where its properties read first; null when it has none of its own
     */
    record Fields(@Nullable JsonPath path, Map<String, Shape> fields) implements Shape {

        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String toString() {
            return (path == null ? "" : path.text() + " ")
                    + fields.entrySet().stream()
                            .map(field -> Canonical.quote(field.getKey()) + ": " + field.getValue())
                            .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /**
     * A list; each element is shaped by itself.
     *
     * @param path of the list; null for the member of the property's name
     */
    record Elements(@Nullable JsonPath path, Shape item) implements Shape {

        @Override
        public String toString() {
            return (path == null ? "." : path.text()) + " [" + item + "]";
        }
    }

    /**
     * The shaped answer; JSON's null when nothing of it is there.
     *
     * @throws PathLimitException when a path of the file would look at more values than one answer may cost
     */
    default JsonNode apply(JsonNode root, Scope scope) {
        return Shaping.apply(this, root, scope);
    }

    private static String cut(@Nullable Integer maxLength) {
        return maxLength == null ? "" : " cut at " + maxLength;
    }
}
