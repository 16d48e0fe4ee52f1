package io.portolan.format.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.Escapes;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.MediaTypes;
import io.vertx.core.buffer.Buffer;

/**
 * The bodies that a file's {@code body} may ask for. Texts come with the caller's values escaped already
 * ({@link Escapes}); trees are escaped here.
 */
public final class Bodies {

    /** {@code type: json}. */
    public static Encoded json(JsonNode tree) {
        return new Encoded(JsonTree.write(tree), MediaTypes.JSON);
    }

    /** {@code type: text}. */
    public static Encoded text(String text) {
        return new Encoded(Buffer.buffer(text), "text/plain; charset=utf-8");
    }

    /** {@code type: xml}; values in it by {@link Escapes#xml}. */
    public static Encoded xml(String text) {
        return new Encoded(Buffer.buffer(text), "application/xml");
    }

    /** {@code type: sparql}; values in it by {@link Escapes#sparql}. */
    public static Encoded sparql(String text) {
        return new Encoded(Buffer.buffer(text), "application/sparql-query");
    }

    /**
     * {@code type: form} of an object.
     *
     * @throws MalformedContentException when the tree is no object
     */
    public static Encoded form(JsonNode object, ArrayStyle style) {
        return form(FormEncoder.encode(object, style));
    }

    /** {@code type: form} of a text such as {@code a=b&c=d}; values in it by {@link Escapes#form}. */
    public static Encoded form(String text) {
        return new Encoded(Buffer.buffer(text), "application/x-www-form-urlencoded");
    }

    /**
     * {@code type: multipart} of a list of {@code {name, value, filename, contentType}} or an object of fields.
     *
     * @throws MalformedContentException when a part has no name, or its base64 is none
     */
    public static Encoded multipart(JsonNode parts) {
        return MultipartEncoder.encode(parts);
    }

    /**
     * {@code type: binary}: {@code {base64: ...}} or a data URL decoded, any other text as UTF-8.
     *
     * @throws MalformedContentException when the base64 is none
     */
    public static Encoded binary(JsonNode value) {
        return new Encoded(Bytes.of(value), "application/octet-stream");
    }

    private Bodies() {}
}
