package io.portolan.format.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonSyntax;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The first document of a YAML 1.2 text as a tree. Tags build nothing; what aliases make of it is bounded. */
final class YamlTree {

    /** In values, aliases followed. */
    private static final int MAX_VALUES = 1_000_000;

    private int values;

    private YamlTree() {}

    /** An empty text is null. */
    static JsonNode read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(Integer.MAX_VALUE)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            checkDepth(new ParserImpl(settings, new StreamReader(settings, text)));
            Composer composer = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)));
            return composer.hasNext() ? new YamlTree().tree(composer.next(), 0) : JsonTree.NODES.nullNode();
        } catch (MarkedYamlEngineException fault) {
            throw malformed(fault.getProblemMark(), String.valueOf(fault.getProblem()));
        } catch (YamlEngineException fault) {
            throw new MalformedContentException("it is broken");
        }
    }

    /** The composer goes down recursively; the parser does not. */
    private static void checkDepth(ParserImpl events) {
        int depth = 0;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof CollectionStartEvent && ++depth > JsonSyntax.MAX_DEPTH) {
                throw malformed(event.getStartMark(), "nested deeper than " + JsonSyntax.MAX_DEPTH + " levels");
            }
            depth -= event instanceof CollectionEndEvent ? 1 : 0;
        }
    }

    private JsonNode tree(Node node, int depth) {
        if (++values > MAX_VALUES || depth > JsonSyntax.MAX_DEPTH) {
            throw malformed(
                    node.getStartMark(), "more than " + MAX_VALUES + " values, or an alias inside its own anchor");
        }
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JsonTree.NODES.objectNode();
                for (NodeTuple entry : mapping.getValue()) {
                    object.set(key(entry.getKeyNode()), tree(entry.getValueNode(), depth + 1));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = JsonTree.NODES.arrayNode();
                sequence.getValue().forEach(element -> array.add(tree(element, depth + 1)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw malformed(node.getStartMark(), "an unexpected node");
        };
    }

    private static String key(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw malformed(node.getStartMark(), "a key that is a list or a mapping (expected: a text)");
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JsonTree.NODES.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JsonTree.NODES.booleanNode(Boolean.parseBoolean(text));
        }
        JsonNode number = tag.equals(Tag.INT) ? integer(text) : tag.equals(Tag.FLOAT) ? decimal(text) : null;
        return number == null ? JsonTree.NODES.textNode(text) : number;
    }

    private static @Nullable JsonNode integer(String text) {
        if (text.length() > 1000) {
            return null;
        }
        try {
            boolean hex = text.startsWith("0x");
            boolean octal = text.startsWith("0o");
            String digits = hex || octal ? text.substring(2) : text.startsWith("+") ? text.substring(1) : text;
            return JsonTree.NODES.numberNode(new BigInteger(digits, hex ? 16 : octal ? 8 : 10));
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** JSON has no word for infinity or for what is not a number; these stay texts. */
    private static @Nullable JsonNode decimal(String text) {
        if (text.length() > 1000) {
            return null;
        }
        try {
            return DecimalNode.valueOf(new BigDecimal(text));
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static MalformedContentException malformed(Optional<Mark> mark, String detail) {
        return mark.map(at -> new MalformedContentException(at.getLine() + 1, at.getColumn() + 1, detail))
                .orElseGet(() -> new MalformedContentException(detail));
    }
}
