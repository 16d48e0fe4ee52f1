package io.portolan.spec.yaml;

import io.portolan.spec.yaml.MappingReader.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The entries of one mapping by key, the first of each. A key without a value is as good as absent. */
final class Entries {

    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

    Entries(List<NodeTuple> tuples) {
        for (NodeTuple tuple : tuples) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.putIfAbsent(key.getValue(), tuple);
            }
        }
    }

    /** In the file's order, those without a value too. */
    List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    @Nullable
    Node value(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null || Nodes.absent(entry.getValueNode()) ? null : Nodes.plain(entry.getValueNode());
    }

    @Nullable
    Shape shape(String key) {
        Node value = value(key);
        return value == null
                ? null
                : switch (value.getNodeType()) {
                    case MAPPING -> Shape.MAPPING;
                    case SEQUENCE -> Shape.LIST;
                    default -> Shape.TEXT;
                };
    }

    /** The key itself, which is there. */
    Node keyNode(String key) {
        return entry(key).getKeyNode();
    }

    /** What stands behind a key that is there. */
    Node valueNode(String key) {
        return entry(key).getValueNode();
    }

    private NodeTuple entry(String key) {
        NodeTuple entry = entries.get(key);
        if (entry == null) {
            throw new IllegalStateException("no key " + key);
        }
        return entry;
    }
}
