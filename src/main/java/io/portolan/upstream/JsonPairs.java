package io.portolan.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.portolan.expr.Value;
import io.portolan.options.QueryStyle;
import io.vertx.core.buffer.Buffer;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array or object as the names and texts of a query or a form: numbers and booleans as the caller spelled them,
 * nulls and what is empty left out, members of objects as {@code name[member]}.
 */
final class JsonPairs {

    private static final JsonFactory JSON = new JsonFactory();

    /** Beyond, no server reads brackets; what is nested deeper goes as JSON text. */
    private static final int DEEPEST = 8;

    private static final String BRACKETS = "[]";

    private final JsonParser parser;
    private final byte[] bytes;
    private final QueryStyle style;
    private final boolean indexed;
    private final List<Pair> pairs = new ArrayList<>();

    /** @param items one, unless the style joins those of an array */
    record Pair(String name, List<String> items) {}

    private JsonPairs(JsonParser parser, byte[] bytes, QueryStyle style, boolean indexed) {
        this.parser = parser;
        this.bytes = bytes;
        this.style = style;
        this.indexed = indexed;
    }

    /**
     * The pairs, in the order of the text; null when it is not well-formed.
     *
     * @param name of the whole; empty when the names of its members stand alone, as in a form
     * @param indexed whether arrays and objects in an array are numbered, and not sent as JSON text
     */
    static @Nullable List<Pair> of(String name, Value.Json json, QueryStyle style, boolean indexed) {
        byte[] bytes = json.bytes().getBytes();
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonPairs split = new JsonPairs(parser, bytes, style, indexed);
            split.value(name, split.next(), 0);
            return parser.nextToken() == null ? split.pairs : null;
        } catch (IOException malformed) {
            return null;
        }
    }

    private void value(String name, JsonToken token, int depth) throws IOException {
        boolean split = token.isStructStart() && style != QueryStyle.JSON && depth < DEEPEST;
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (!split) {
            pairs.add(new Pair(name, List.of(text(token))));
        } else if (token == JsonToken.START_OBJECT) {
            while (next() != JsonToken.END_OBJECT) {
                String member = parser.currentName();
                value(name.isEmpty() ? member : name + "[" + member + "]", next(), depth + 1);
            }
        } else {
            array(name, depth);
        }
    }

    private void array(String name, int depth) throws IOException {
        List<String> joined = new ArrayList<>();
        int index = 0;
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            if (token == JsonToken.VALUE_NULL) {
                continue;
            }
            if (numbered(name, token)) {
                value(bare(name) + "[" + index + "]", token, depth + 1);
            } else {
                switch (style) {
                    case COMMA, SPACE, PIPE -> joined.add(text(token));
                    case BRACKETS -> pairs.add(new Pair(bare(name) + BRACKETS, List.of(text(token))));
                    case DEEP_OBJECT, REPEAT, JSON -> pairs.add(new Pair(name, List.of(text(token))));
                }
            }
            index++;
        }
        if (!joined.isEmpty()) {
            pairs.add(new Pair(name, joined));
        }
    }

    /** An API that calls an array {@code name[]} wants just that repeated. */
    private boolean numbered(String name, JsonToken item) {
        return switch (style) {
            case DEEP_OBJECT -> item.isStructStart() || !name.endsWith(BRACKETS);
            case BRACKETS -> item.isStructStart();
            case REPEAT, COMMA, SPACE, PIPE -> item.isStructStart() && indexed;
            case JSON -> false;
        };
    }

    private static String bare(String name) {
        return name.endsWith(BRACKETS) ? name.substring(0, name.length() - BRACKETS.length()) : name;
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new EOFException();
        }
        return token;
    }

    /** Of an array or object, the text from its first bracket to its last. */
    private String text(JsonToken token) throws IOException {
        if (!token.isStructStart()) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return Texts.of(new Value.Json(Buffer.buffer(bytes).slice(start, end)));
    }
}
