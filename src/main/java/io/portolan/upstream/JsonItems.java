package io.portolan.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.portolan.expr.Value;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a JSON array as texts, numbers and nested values spelled as the caller spelled them. */
final class JsonItems {

    private static final JsonFactory JSON = new JsonFactory();

    /** Whether the JSON text is an array. */
    static boolean array(Value.Json json) {
        Buffer bytes = json.bytes();
        for (int i = 0; i < bytes.length(); i++) {
            int octet = bytes.getByte(i);
            if (octet > ' ') {
                return octet == '[';
            }
        }
        return false;
    }

    /** The items but for nulls; null when the text is not well-formed. */
    static @Nullable List<String> of(Value.Json json) {
        byte[] bytes = json.bytes().getBytes();
        List<String> items = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null) {
                    return null;
                }
                if (token != JsonToken.VALUE_NULL) {
                    items.add(item(parser, token, bytes));
                }
            }
            return parser.nextToken() == null ? items : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String item(JsonParser parser, JsonToken token, byte[] bytes) throws IOException {
        if (!token.isStructStart()) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return Texts.of(new Value.Json(Buffer.buffer(bytes).slice(start, end)));
    }

    private JsonItems() {}
}
