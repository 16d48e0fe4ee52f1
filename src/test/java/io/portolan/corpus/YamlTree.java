package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML text as plain JSON, read without any class of ours, and the lines on which its parts stand. */
record YamlTree(JsonNode root, IdentityHashMap<JsonNode, Lines> lines) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The first and the last line of a part, counted from one. */
    record Lines(int first, int last) {

        boolean hold(int line) {
            return line >= first && line <= last;
        }
    }

    /** @throws YamlEngineException when the text is no YAML */
    static YamlTree read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setCodePointLimit(16 << 20)
                .build();
        IdentityHashMap<JsonNode, Lines> lines = new IdentityHashMap<>();
        JsonNode root = new Compose(settings)
                .composeString(text)
                .map(node -> json(node, lines))
                .orElse(JSON.nullNode());
        return new YamlTree(root, lines);
    }

    /** Where a mapping or list stands; all of the file for what stands nowhere. */
    Lines of(JsonNode part) {
        return lines.getOrDefault(part, new Lines(1, Integer.MAX_VALUE));
    }

    private static JsonNode json(Node node, IdentityHashMap<JsonNode, Lines> lines) {
        JsonNode json = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode list when list.getTag().getValue().endsWith(":omap") -> ordered(list, lines);
            case SequenceNode list -> list(list, lines);
            case MappingNode mapping -> put(JSON.objectNode(), mapping.getValue(), lines);
            default -> throw new IllegalArgumentException("a node of type " + node.getNodeType());
        };
        if (json.isContainerNode()) {
            int first = node.getStartMark().orElseThrow().getLine() + 1;
            int last = node.getEndMark().orElseThrow().getLine() + 1;
            lines.put(json, new Lines(first, last));
        }
        return json;
    }

    private static ArrayNode list(SequenceNode list, IdentityHashMap<JsonNode, Lines> lines) {
        ArrayNode array = JSON.arrayNode();
        list.getValue().forEach(item -> array.add(json(item, lines)));
        return array;
    }

    private static ObjectNode ordered(SequenceNode list, IdentityHashMap<JsonNode, Lines> lines) {
        ObjectNode object = JSON.objectNode();
        for (Node item : list.getValue()) {
            put(object, ((MappingNode) item).getValue(), lines);
        }
        return object;
    }

    private static ObjectNode put(ObjectNode object, List<NodeTuple> tuples, IdentityHashMap<JsonNode, Lines> lines) {
        for (NodeTuple tuple : tuples) {
            object.set(((ScalarNode) tuple.getKeyNode()).getValue(), json(tuple.getValueNode(), lines));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        return number && text.matches("-?[0-9.eE+-]+") ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }
}
