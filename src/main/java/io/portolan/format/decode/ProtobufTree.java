package io.portolan.format.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf messages as trees, fields by the names of the schema; bytes are base64, 64-bit numbers numbers. The schema is
 * a descriptor set as {@code protoc --include_imports -o} writes it.
 */
final class ProtobufTree {

    /**
     * The decoder.
     *
     * @param schema {@code file.desc#package.Message}; without a name the last message of the file
     */
    static Decoder decoder(@Nullable String schema, Function<@Nullable String, Buffer> files) {
        int hash = schema == null ? -1 : schema.indexOf('#');
        String file = schema == null || hash < 0 ? schema : schema.substring(0, hash);
        String name = schema == null || hash < 0 ? null : schema.substring(hash + 1);
        Descriptor message = message(descriptors(files.apply(file)), name);
        return (bytes, type) -> {
            try {
                return tree(DynamicMessage.parseFrom(message, bytes.getBytes()));
            } catch (InvalidProtocolBufferException fault) {
                throw new MalformedContentException("the bytes are no message " + message.getFullName());
            }
        };
    }

    private static List<FileDescriptor> descriptors(Buffer bytes) {
        try {
            Map<String, FileDescriptor> built = new LinkedHashMap<>();
            for (FileDescriptorProto file :
                    FileDescriptorSet.parseFrom(bytes.getBytes()).getFileList()) {
                List<FileDescriptor> imports = new ArrayList<>();
                for (String name : file.getDependencyList()) {
                    FileDescriptor known = built.get(name);
                    if (known == null) {
                        throw new MalformedContentException("the descriptor set lacks " + Quote.of(name)
                                + " (expected: protoc --include_imports -o)");
                    }
                    imports.add(known);
                }
                built.put(file.getName(), FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new)));
            }
            return List.copyOf(built.values());
        } catch (InvalidProtocolBufferException | DescriptorValidationException fault) {
            throw new MalformedContentException(
                    "the schema is no descriptor set (expected: a file of protoc --include_imports -o)");
        }
    }

    private static Descriptor message(List<FileDescriptor> files, @Nullable String name) {
        List<String> known = new ArrayList<>();
        Descriptor last = null;
        for (FileDescriptor file : files) {
            for (Descriptor message : file.getMessageTypes()) {
                known.add(message.getFullName());
                last = message;
                if (message.getFullName().equals(name) || message.getName().equals(name)) {
                    return message;
                }
            }
        }
        if (last == null || name != null) {
            throw new MalformedContentException("the schema has no message " + Quote.of(String.valueOf(name))
                    + Nearest.hint(String.valueOf(name), known));
        }
        return last;
    }

    /** Depth is bounded by the parser, which has refused what is nested deeper than 100 messages. */
    private static ObjectNode tree(Message message) {
        ObjectNode object = JsonTree.NODES.objectNode();
        message.getAllFields().forEach((field, value) -> object.set(field.getName(), field(field, value)));
        return object;
    }

    private static JsonNode field(FieldDescriptor field, Object value) {
        if (field.isMapField()) {
            ObjectNode map = JsonTree.NODES.objectNode();
            FieldDescriptor keys = field.getMessageType().findFieldByNumber(1);
            FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
            for (Object entry : (List<?>) value) {
                Message pair = (Message) entry;
                map.set(String.valueOf(pair.getField(keys)), one(values, pair.getField(values)));
            }
            return map;
        }
        if (!field.isRepeated()) {
            return one(field, value);
        }
        ArrayNode array = JsonTree.NODES.arrayNode();
        for (Object element : (List<?>) value) {
            array.add(one(field, element));
        }
        return array;
    }

    private static JsonNode one(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case INT -> number(field, Integer.toUnsignedLong((Integer) value), (Integer) value);
            case LONG -> number(field, (Long) value);
            case FLOAT, DOUBLE -> AvroTree.real(value.toString());
            case BOOLEAN -> JsonTree.NODES.booleanNode((Boolean) value);
            case STRING -> JsonTree.NODES.textNode((String) value);
            case BYTE_STRING ->
                JsonTree.NODES.textNode(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case ENUM -> JsonTree.NODES.textNode(((EnumValueDescriptor) value).getName());
            case MESSAGE -> tree((Message) value);
        };
    }

    private static JsonNode number(FieldDescriptor field, long unsigned, int signed) {
        boolean positive =
                field.getType() == FieldDescriptor.Type.UINT32 || field.getType() == FieldDescriptor.Type.FIXED32;
        return JsonTree.NODES.numberNode(positive ? unsigned : signed);
    }

    private static JsonNode number(FieldDescriptor field, long value) {
        boolean positive =
                field.getType() == FieldDescriptor.Type.UINT64 || field.getType() == FieldDescriptor.Type.FIXED64;
        return positive && value < 0
                ? JsonTree.NODES.numberNode(new BigInteger(Long.toUnsignedString(value)))
                : JsonTree.NODES.numberNode(value);
    }

    private ProtobufTree() {}
}
