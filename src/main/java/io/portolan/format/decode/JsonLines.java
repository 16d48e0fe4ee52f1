package io.portolan.format.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.portolan.format.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON values one after another, between them white space or the record separator of RFC 7464. */
final class JsonLines {

    private static final byte RECORD_SEPARATOR = 0x1E;

    static JsonNode first(byte[] bytes) {
        return JsonTree.first(bytes);
    }

    static ArrayNode all(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = bytes[at] == RECORD_SEPARATOR ? (byte) ' ' : bytes[at];
        }
        ArrayNode all = JsonTree.NODES.arrayNode();
        try (JsonParser parser = JsonTree.parser(bytes)) {
            while (parser.nextToken() != null) {
                JsonNode value = parser.readValueAsTree();
                all.add(value);
            }
            return all;
        } catch (JsonProcessingException fault) {
            throw JsonTree.malformed(fault);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private JsonLines() {}
}
