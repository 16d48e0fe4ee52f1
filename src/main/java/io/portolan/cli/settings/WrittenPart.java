package io.portolan.cli.settings;

import io.portolan.spec.yaml.YamlSource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A part of the settings file, as a tree that knows its places. It may hold secrets, so it does not print.
 *
 * @param key where its key stands: {@code file:line:column}
 * @param at where its value stands
 * @param text of a plain value; null for none, and for a list or section
 * @param members of a section; null when it is none
 * @param items of a list; null when it is none
 * @param yaml the value as it was written, with empty lines and spaces before it so that its places are the file's;
 *     empty but for an {@code authentication}
 */
record WrittenPart(
        String key,
        String at,
        @Nullable String text,
        @Nullable Map<String, WrittenPart> members,
        @Nullable List<WrittenPart> items,
        String yaml) {

    private static final String AUTHENTICATION = "authentication";

    static WrittenPart of(Node key, Node value, YamlSource source, String file) {
        String keyAt = source.at(key).toString();
        String at = source.at(value).toString();
        boolean kept = key instanceof ScalarNode name && name.getValue().equals(AUTHENTICATION);
        String yaml = kept ? slice(value, file) : "";
        return switch (value) {
            case MappingNode mapping -> new WrittenPart(keyAt, at, null, members(mapping, source, file), null, yaml);
            case SequenceNode list -> new WrittenPart(keyAt, at, null, null, items(list, source, file), yaml);
            case ScalarNode scalar -> {
                String text = scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue();
                yield new WrittenPart(keyAt, at, text, null, null, yaml);
            }
            default -> throw new IllegalStateException("a composed node is one of three: " + value.getNodeType());
        };
    }

    /** What {@link #json()} made. */
    static WrittenPart of(JsonObject json) {
        JsonObject named = json.getJsonObject("members");
        Map<String, WrittenPart> members = new LinkedHashMap<>();
        if (named != null) {
            named.fieldNames().forEach(name -> members.put(name, of(named.getJsonObject(name))));
        }
        JsonArray listed = json.getJsonArray("items");
        List<WrittenPart> items = new ArrayList<>();
        for (int i = 0; listed != null && i < listed.size(); i++) {
            items.add(of(listed.getJsonObject(i)));
        }
        return new WrittenPart(
                json.getString("key"),
                json.getString("at"),
                json.getString("text"),
                named == null ? null : members,
                listed == null ? null : items,
                json.getString("yaml"));
    }

    /** The part as Vert.x Config carries it. */
    JsonObject json() {
        JsonObject json =
                new JsonObject().put("key", key).put("at", at).put("text", text).put("yaml", yaml);
        if (members != null) {
            JsonObject named = new JsonObject();
            members.forEach((name, part) -> named.put(name, part.json()));
            json.put("members", named);
        }
        if (items != null) {
            json.put(
                    "items", new JsonArray(items.stream().map(WrittenPart::json).toList()));
        }
        return json;
    }

    /** Whether nothing is written behind the key. */
    boolean empty() {
        return text == null && members == null && items == null;
    }

    private static Map<String, WrittenPart> members(MappingNode mapping, YamlSource source, String file) {
        Map<String, WrittenPart> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            // Other keys are among the problems already.
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                members.putIfAbsent(key.getValue(), of(key, tuple.getValueNode(), source, file));
            }
        }
        return members;
    }

    private static List<WrittenPart> items(SequenceNode list, YamlSource source, String file) {
        return list.getValue().stream()
                .map(item -> of(list, item, source, file))
                .toList();
    }

    private static String slice(Node value, String file) {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        Mark from = value.getStartMark().orElseThrow();
        Mark to = value.getEndMark().orElseThrow();
        String written =
                text.substring(text.offsetByCodePoints(0, from.getIndex()), text.offsetByCodePoints(0, to.getIndex()));
        return "\n".repeat(from.getLine()) + " ".repeat(from.getColumn()) + written;
    }

    @Override
    public String toString() {
        return "WrittenPart[" + at + "]";
    }
}
