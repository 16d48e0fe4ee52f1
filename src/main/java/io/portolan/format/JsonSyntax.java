package io.portolan.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells whether bytes are exactly one JSON value (RFC 8259), building nothing. */
public final class JsonSyntax {

    /** Deeper than any API nests, and shallow enough for every parser behind us. */
    public static final int MAX_DEPTH = 200;

    /** For all JSON that comes from outside: UTF-8 only, bounded depth, no shared string table. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // The limit of the whole body bounds it.
                    .build())
            .build();

    /** What a JSON value is. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL;

        /** The word of JSON: {@code object}, {@code null} and so on. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Sound, or where it goes wrong. */
    public sealed interface Verdict {}

    /** One JSON value of this kind. */
    public record Sound(Kind kind) implements Verdict {}

    /** Not JSON, and why not; both numbers count from 1, columns in bytes. */
    public record Fault(int line, int column, String detail) implements Verdict {

        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + detail;
        }
    }

    /** Reads the bytes to their end. */
    public static Verdict check(Buffer bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes.getBytes())) {
            return check(parser);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The kind of the value that begins with this token. */
    public static Kind kind(JsonToken first) {
        return switch (first) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case VALUE_NULL -> Kind.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalArgumentException(first + " (expected: the first token of a value)");
        };
    }

    private static Verdict check(JsonParser parser) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return fault(parser.currentLocation(), "expected a value, got nothing");
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null
                    ? new Sound(kind(first))
                    : fault(parser.currentTokenLocation(), "expected the end, got a second value");
        } catch (JsonProcessingException fault) {
            return fault(fault.getLocation(), reason(fault));
        }
    }

    private static Fault fault(@Nullable JsonLocation at, String detail) {
        return at == null ? new Fault(1, 1, detail) : new Fault(at.getLineNr(), at.getColumnNr(), detail);
    }

    private static String reason(JsonProcessingException fault) {
        if (fault instanceof StreamConstraintsException) {
            return "nested deeper than " + MAX_DEPTH + " levels, or a number or name longer than any API needs";
        }
        String message = fault.getOriginalMessage();
        if (message.startsWith("Unexpected end-of-input")) {
            return "the text ends in the middle of a value";
        }
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private JsonSyntax() {}
}
