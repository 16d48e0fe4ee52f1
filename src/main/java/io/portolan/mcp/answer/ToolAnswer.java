package io.portolan.mcp.answer;

import io.portolan.bus.Body;
import io.portolan.bus.Result;
import io.portolan.format.JsonSyntax;
import io.portolan.format.MediaTypes;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What an upstream answered, as far as MCP cares. */
public final class ToolAnswer {

    private static final String UNKNOWN = "application/octet-stream";

    /** How the bytes are to be understood. */
    enum Kind {
        EMPTY,
        /** An object, syntax checked. */
        JSON_OBJECT,
        /** Any other JSON value, syntax checked. */
        JSON,
        TEXT,
        BINARY
    }

    private final Kind kind;
    private final byte[] bytes;
    private final String mediaType;

    private ToolAnswer(Kind kind, byte[] bytes, String mediaType) {
        this.kind = kind;
        this.bytes = bytes;
        this.mediaType = mediaType;
    }

    /** Decided by the media type; an answer without one is text when it is UTF-8. */
    public static ToolAnswer of(Result result) {
        Buffer body = switch (result.body()) {
            case Body.Whole(Buffer whole) -> whole;
        };
        byte[] bytes = body.getBytes();
        String type = result.contentType() == null ? UNKNOWN : result.contentType();
        if (bytes.length == 0) {
            return new ToolAnswer(Kind.EMPTY, bytes, type);
        }
        if (MediaTypes.isJson(type) && isUtf8(bytes) && JsonSyntax.check(body) instanceof JsonSyntax.Sound sound) {
            return new ToolAnswer(sound.kind() == JsonSyntax.Kind.OBJECT ? Kind.JSON_OBJECT : Kind.JSON, bytes, type);
        }
        if (MediaTypes.isText(type)) {
            return new ToolAnswer(Kind.TEXT, utf8(bytes, charset(type)), type);
        }
        return new ToolAnswer(result.contentType() == null && isUtf8(bytes) ? Kind.TEXT : Kind.BINARY, bytes, type);
    }

    public Kind kind() {
        return kind;
    }

    /** UTF-8 unless binary. */
    public byte[] bytes() {
        return bytes;
    }

    /** As the upstream gave it. */
    public String mediaType() {
        return mediaType;
    }

    /** The text in UTF-8; what is not text of its charset becomes U+FFFD. */
    private static byte[] utf8(byte[] bytes, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) && isUtf8(bytes)
                ? bytes
                : new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
    }

    private static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = contentType.substring(at + "charset=".length()).split(";", 2)[0];
        try {
            return Charset.forName(name.replace('"', ' ').trim());
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8; // unknown here: better a few U+FFFD than nothing
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        for (byte next : bytes) {
            if (next < 0) {
                return decodes(bytes);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
