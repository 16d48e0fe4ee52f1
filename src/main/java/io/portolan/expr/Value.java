package io.portolan.expr;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonTree;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One argument as it will go on the wire: never a parsed number, so that {@code 1e400} or a 30-digit id arrives
 * upstream exactly as the caller wrote it.
 */
public sealed interface Value {

    /** A string. */
    record Text(String text) implements Value {}

    /** A number or boolean in its JSON spelling. */
    record Literal(String json) implements Value {

        @Override
        public String text() {
            return json;
        }
    }

    /**
     * A JSON array or object, verbatim.
     *
     * @param bytes UTF-8, syntax already checked; not to be changed
     */
    record Json(Buffer bytes) implements Value {

        @Override
        public String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /** The value inside a longer text: a string without quotes, anything else as JSON. */
    String text();

    /** The value as a tree. */
    default JsonNode tree() {
        return switch (this) {
            case Text text -> JsonTree.NODES.textNode(text.text());
            case Literal literal -> JsonTree.read(literal.json());
            case Json json -> JsonTree.read(json.bytes());
        };
    }

    /** A node as a value; null for JSON's null, which stands for no value. */
    static @Nullable Value of(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> new Text(node.textValue());
            case NUMBER, BOOLEAN -> new Literal(JsonTree.text(node));
            case OBJECT, ARRAY -> new Json(JsonTree.write(node));
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }
}
