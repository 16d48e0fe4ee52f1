package io.portolan.format.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonSyntax;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.Quote;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Avro values as trees: records are objects, bytes base64, decimals exact. The values of one answer are counted. */
final class AvroTree {

    static final int MAX_VALUES = 5_000_000;

    private final BinaryDecoder in;
    private int values;

    AvroTree(BinaryDecoder in) {
        this.in = in;
    }

    /** A container file is an array of its records, whatever schema it was written with; bare bytes are one value. */
    static Decoder decoder(Buffer schema) {
        Schema parsed = parse(schema.toString());
        return (bytes, type) -> {
            byte[] raw = bytes.getBytes();
            return AvroFile.isOne(raw) ? new AvroFile(raw).read() : bare(raw, parsed);
        };
    }

    static Schema parse(String schema) {
        try {
            return new Schema.Parser().parse(schema);
        } catch (SchemaParseException fault) {
            throw new MalformedContentException(
                    "the schema is no Avro schema: " + Quote.inside(String.valueOf(fault.getMessage())));
        } catch (AvroRuntimeException fault) {
            throw new MalformedContentException("the schema is no Avro schema");
        }
    }

    private static JsonNode bare(byte[] raw, Schema schema) {
        try {
            BinaryDecoder in = DecoderFactory.get().binaryDecoder(raw, null);
            JsonNode value = new AvroTree(in).value(schema, 0);
            if (!in.isEnd()) {
                throw new MalformedContentException("bytes are left after the value");
            }
            return value;
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException fault) {
            throw new MalformedContentException("the bytes do not follow the schema");
        }
    }

    JsonNode value(Schema schema, int depth) throws IOException {
        if (++values > MAX_VALUES || depth > JsonSyntax.MAX_DEPTH) {
            throw new MalformedContentException("more than " + MAX_VALUES + " values, or nested too deep");
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema, depth);
            case ARRAY -> array(schema, depth);
            case MAP -> map(schema, depth);
            case UNION -> value(branch(schema, in.readIndex()), depth + 1);
            case ENUM -> symbol(schema, in.readEnum());
            case STRING -> JsonTree.NODES.textNode(in.readString());
            case FIXED -> {
                byte[] bytes = new byte[schema.getFixedSize()];
                in.readFixed(bytes);
                yield bytes(schema, bytes);
            }
            case BYTES -> {
                ByteBuffer buffer = in.readBytes(null);
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                yield bytes(schema, bytes);
            }
            case INT -> JsonTree.NODES.numberNode(in.readInt());
            case LONG -> JsonTree.NODES.numberNode(in.readLong());
            case FLOAT -> real(Float.toString(in.readFloat()));
            case DOUBLE -> real(Double.toString(in.readDouble()));
            case BOOLEAN -> JsonTree.NODES.booleanNode(in.readBoolean());
            case NULL -> JsonTree.NODES.nullNode();
        };
    }

    private ObjectNode record(Schema schema, int depth) throws IOException {
        ObjectNode object = JsonTree.NODES.objectNode();
        for (Schema.Field field : schema.getFields()) {
            object.set(field.name(), value(field.schema(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(Schema schema, int depth) throws IOException {
        ArrayNode array = JsonTree.NODES.arrayNode();
        for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
            for (long i = 0; i < left; i++) {
                array.add(value(schema.getElementType(), depth + 1));
            }
        }
        return array;
    }

    private ObjectNode map(Schema schema, int depth) throws IOException {
        ObjectNode object = JsonTree.NODES.objectNode();
        for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
            for (long i = 0; i < left; i++) {
                String key = in.readString();
                object.set(key, value(schema.getValueType(), depth + 1));
            }
        }
        return object;
    }

    private static Schema branch(Schema union, int index) {
        if (index < 0 || index >= union.getTypes().size()) {
            throw new MalformedContentException("the bytes do not follow the schema");
        }
        return union.getTypes().get(index);
    }

    private static JsonNode symbol(Schema schema, int index) {
        if (index < 0 || index >= schema.getEnumSymbols().size()) {
            throw new MalformedContentException("the bytes do not follow the schema");
        }
        return JsonTree.NODES.textNode(schema.getEnumSymbols().get(index));
    }

    private static JsonNode bytes(Schema schema, byte[] bytes) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal && bytes.length > 0) {
            return DecimalNode.valueOf(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
        }
        return JsonTree.NODES.textNode(Base64.getEncoder().encodeToString(bytes));
    }

    /** The shortest decimal of a binary number; JSON has no word for infinity, so that stays a text. */
    static JsonNode real(String shortest) {
        char last = shortest.charAt(shortest.length() - 1);
        return Character.isDigit(last)
                ? DecimalNode.valueOf(new BigDecimal(shortest))
                : JsonTree.NODES.textNode(shortest);
    }
}
