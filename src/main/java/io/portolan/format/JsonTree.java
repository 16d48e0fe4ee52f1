package io.portolan.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a tree, in which numbers keep every digit: none is ever made a double. Depth and the length of numbers are
 * bounded; of two members with one name the last counts. Nothing is set up before the first use.
 */
public final class JsonTree {

    /** Makes nodes. */
    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final class Lazy {

        private static final JsonMapper MAPPER = JsonMapper.builder(
                        JsonSyntax.FACTORY.rebuild().build())
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** The one JSON value that these bytes are. */
    public static JsonNode read(Buffer bytes) {
        return read(bytes.getBytes());
    }

    /** The one JSON value that this text is. */
    public static JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first JSON value of these bytes; what follows it is not looked at. */
    public static JsonNode first(byte[] bytes) {
        try (JsonParser parser = Lazy.MAPPER.createParser(bytes)) {
            return value(parser);
        } catch (JsonProcessingException fault) {
            throw malformed(fault);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The value as JSON, without spaces. */
    public static Buffer write(JsonNode tree) {
        try {
            return Buffer.buffer(Lazy.MAPPER.writeValueAsBytes(tree));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * The value as JSON, without spaces.
     *
     * @return null when it would be longer than so many bytes
     */
    public static @Nullable Buffer write(JsonNode tree, int maxBytes) {
        BoundedOutput out = new BoundedOutput(maxBytes);
        try {
            Lazy.MAPPER.writeValue(out, tree);
            return out.toBuffer();
        } catch (BoundedOutput.FullException full) {
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The value as JSON text, without spaces. */
    public static String text(JsonNode tree) {
        return write(tree).toString(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] bytes) {
        try (JsonParser parser = Lazy.MAPPER.createParser(bytes)) {
            JsonNode tree = value(parser);
            if (parser.nextToken() != null) {
                JsonLocation at = parser.currentTokenLocation();
                throw new MalformedContentException(
                        at.getLineNr(), at.getColumnNr(), "expected the end, got a second value");
            }
            return tree;
        } catch (JsonProcessingException fault) {
            throw malformed(fault);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A parser whose trees are like those read here. */
    public static JsonParser parser(byte[] bytes) throws IOException {
        return Lazy.MAPPER.createParser(bytes);
    }

    /** What a parser says, in our words. */
    public static MalformedContentException malformed(JsonProcessingException fault) {
        JsonLocation at = fault.getLocation();
        String detail = reason(fault);
        return at == null
                ? new MalformedContentException(detail)
                : new MalformedContentException(at.getLineNr(), at.getColumnNr(), detail);
    }

    private static JsonNode value(JsonParser parser) throws IOException {
        JsonNode tree = Lazy.MAPPER.readTree(parser);
        if (tree == null || tree instanceof MissingNode) {
            throw new MalformedContentException(1, 1, "expected a value, got nothing");
        }
        return tree;
    }

    private static String reason(JsonProcessingException fault) {
        if (fault instanceof StreamConstraintsException) {
            return "nested deeper than " + JsonSyntax.MAX_DEPTH
                    + " levels, or a number or name longer than any API needs";
        }
        String message = fault.getOriginalMessage();
        if (message.startsWith("Unexpected end-of-input")) {
            return "the text ends in the middle of a value";
        }
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private JsonTree() {}
}
