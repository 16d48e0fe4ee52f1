package io.portolan.format.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.Escapes;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.MediaTypes;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code multipart/form-data} (RFC 7578) of parts {@code {name, value, filename, contentType}}, or of plain fields. */
final class MultipartEncoder {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(?:\\s*;[\\x20-\\x7E]*)?");

    private final String boundary;
    private final Buffer out = Buffer.buffer();

    private MultipartEncoder(String boundary) {
        this.boundary = boundary;
    }

    static Encoded encode(JsonNode data) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        MultipartEncoder encoder =
                new MultipartEncoder("portolan-" + HexFormat.of().formatHex(random));
        if (data.isArray()) {
            data.forEach(part -> encoder.part(text(part.get("name")), part));
        } else {
            data.properties().forEach(field -> encoder.field(field.getKey(), field.getValue()));
        }
        encoder.out.appendString("--" + encoder.boundary + "--\r\n");
        return new Encoded(encoder.out, "multipart/form-data; boundary=" + encoder.boundary);
    }

    private void field(String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> field(name, element));
        } else if (value.isObject() && (value.has("value") || value.has("filename") || value.has("base64"))) {
            part(name, value);
        } else {
            write(name, null, value.isObject() ? MediaTypes.JSON : null, Bytes.of(value));
        }
    }

    private void part(@Nullable String name, JsonNode part) {
        if (name == null) {
            throw new MalformedContentException("a part of the form has no name (expected: name, value)");
        }
        JsonNode value = part.get("value");
        Buffer bytes = value == null && !part.has("base64") ? Buffer.buffer() : Bytes.of(value == null ? part : value);
        String file = text(part.get("filename"));
        String type = text(part.get("contentType"));
        boolean json = type == null && value != null && value.isContainerNode() && !value.has("base64");
        String otherwise = json ? MediaTypes.JSON : file == null ? null : "application/octet-stream";
        write(name, file, type != null && MEDIA_TYPE.matcher(type).matches() ? type : otherwise, bytes);
    }

    private void write(String name, @Nullable String file, @Nullable String type, Buffer bytes) {
        out.appendString(
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + Escapes.multipart(name) + "\"");
        if (file != null) {
            out.appendString("; filename=\"" + Escapes.multipart(file) + "\"");
        }
        out.appendString(type == null ? "\r\n\r\n" : "\r\nContent-Type: " + type + "\r\n\r\n");
        out.appendBuffer(bytes).appendString("\r\n");
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.isTextual() ? node.textValue() : JsonTree.text(node);
    }
}
