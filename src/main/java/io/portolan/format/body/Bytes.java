package io.portolan.format.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;

/** What a value of the file is as bytes. */
final class Bytes {

    /** {@code {base64: ...}} and {@code data:...;base64,...} decoded, a text as UTF-8, anything else as JSON. */
    static Buffer of(JsonNode value) {
        JsonNode base64 = value.get("base64");
        if (base64 != null && base64.isTextual()) {
            return decoded(base64.textValue());
        }
        if (!value.isTextual()) {
            return JsonTree.write(value);
        }
        String text = value.textValue();
        int comma = text.startsWith("data:") ? text.indexOf(',') : -1;
        return comma > 0 && text.substring(0, comma).endsWith(";base64")
                ? decoded(text.substring(comma + 1))
                : Buffer.buffer(text);
    }

    private static Buffer decoded(String base64) {
        try {
            return Buffer.buffer(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException fault) {
            throw new MalformedContentException("the value is no base64");
        }
    }

    private Bytes() {}
}
