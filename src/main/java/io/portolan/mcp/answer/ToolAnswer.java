package io.portolan.mcp.answer;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.format.JsonSyntax;
import io.portolan.format.MediaTypes;
import io.portolan.mcp.part.Charsets;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an upstream answered, or one part of it, as far as MCP cares. */
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
        IMAGE,
        AUDIO,
        BINARY,
        /** Several answers in one. */
        PARTS
    }

    private final Kind kind;
    private final byte[] bytes;
    private final String mediaType;
    private final @Nullable String location;
    private final List<ToolAnswer> parts;

    private ToolAnswer(Kind kind, byte[] bytes, String mediaType, @Nullable String location, List<ToolAnswer> parts) {
        this.kind = kind;
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.location = location;
        this.parts = parts;
    }

    /** Decided by the media type; an answer without one is text when it is UTF-8. */
    public static ToolAnswer of(Result result) {
        Buffer body = Body.whole(result.body());
        String location = result.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("content-location"))
                .map(Header::value)
                .findFirst()
                .orElse(null);
        byte[] bytes = body.getBytes();
        String type = result.contentType();
        if (type != null && MediaTypes.is(type, "multipart/mixed")) {
            List<Multipart.Part> parts = Multipart.split(type, bytes);
            if (parts != null) {
                List<ToolAnswer> answers = parts.stream()
                        .map(part -> of(
                                part.contentType(),
                                part.location(),
                                part.bytes().getBytes()))
                        .toList();
                return new ToolAnswer(Kind.PARTS, bytes, type, null, answers);
            }
        }
        return of(type, location, bytes);
    }

    /** The content of a file. */
    public static ToolAnswer of(String contentType, byte[] bytes) {
        return of(contentType, null, bytes);
    }

    private static ToolAnswer of(@Nullable String contentType, @Nullable String location, byte[] bytes) {
        String type = contentType == null ? UNKNOWN : contentType;
        Kind kind = kind(contentType, bytes);
        byte[] content = kind == Kind.TEXT ? utf8(bytes, Charsets.of(type)) : bytes;
        return new ToolAnswer(kind, content, type, absolute(location), List.of());
    }

    private static Kind kind(@Nullable String type, byte[] bytes) {
        if (bytes.length == 0) {
            return Kind.EMPTY;
        }
        if (type == null) {
            return isUtf8(bytes) ? Kind.TEXT : Kind.BINARY;
        }
        if (MediaTypes.isJson(type)
                && isUtf8(bytes)
                && JsonSyntax.check(Buffer.buffer(bytes)) instanceof JsonSyntax.Sound sound) {
            return sound.kind() == JsonSyntax.Kind.OBJECT ? Kind.JSON_OBJECT : Kind.JSON;
        }
        if (MediaTypes.isText(type)) {
            return Kind.TEXT; // SVG too: a model reads it better than it could look at it
        }
        String family = type.substring(0, Math.max(0, type.indexOf('/'))).toLowerCase(Locale.ROOT);
        return switch (family) {
            case "image" -> Kind.IMAGE;
            case "audio" -> Kind.AUDIO;
            default -> Kind.BINARY;
        };
    }

    Kind kind() {
        return kind;
    }

    /** UTF-8 when it is text or JSON. */
    public byte[] bytes() {
        return bytes;
    }

    /** As the upstream gave it. */
    public String mediaType() {
        return mediaType;
    }

    /** The media type without its parameters. */
    String essence() {
        return mediaType.split(";", 2)[0].strip();
    }

    /** The absolute URI by which the upstream says the content can be found; null when it says none. */
    @Nullable
    String location() {
        return location;
    }

    /** Of several answers in one; else empty. */
    List<ToolAnswer> parts() {
        return parts;
    }

    boolean isJson() {
        return kind == Kind.JSON || kind == Kind.JSON_OBJECT;
    }

    public boolean isText() {
        return switch (kind) {
            case JSON_OBJECT, JSON, TEXT -> true;
            case EMPTY, IMAGE, AUDIO, BINARY, PARTS -> false;
        };
    }

    /** The bytes that would have to be given in base64. */
    long binaryBytes() {
        return switch (kind) {
            case EMPTY, JSON_OBJECT, JSON, TEXT -> 0;
            case IMAGE, AUDIO, BINARY -> bytes.length;
            case PARTS -> parts.stream().mapToLong(ToolAnswer::binaryBytes).sum();
        };
    }

    /** A relative one means nothing to somebody who does not know what was asked upstream. */
    private static @Nullable String absolute(@Nullable String location) {
        try {
            return location != null && URI.create(location).isAbsolute() ? location : null;
        } catch (IllegalArgumentException noUri) {
            return null;
        }
    }

    /** The text in UTF-8; what is not text of its charset becomes U+FFFD. */
    private static byte[] utf8(byte[] bytes, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) && isUtf8(bytes)
                ? bytes
                : new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
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
