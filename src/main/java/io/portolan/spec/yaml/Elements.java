package io.portolan.spec.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A collection of named parts in any of its spellings: a list whose items have a {@code name}, a mapping by name, a list
 * of mappings with the name as their one key, or one part alone.
 */
final class Elements {

    /**
     * One of them.
     *
     * @param name the key it stands under; null when it stands in a list
     * @param at what names its place
     */
    record Element(@Nullable String name, Node at, Node value) {}

    private final Keys keys;

    /** @param keys of an element, which tell it from a mapping of such */
    Elements(Keys keys) {
        this.keys = keys;
    }

    /** The items of a list as they are. */
    static List<Element> listed(List<Node> items) {
        return items.stream().map(item -> new Element(null, item, item)).toList();
    }

    /** Null when the value is no collection. */
    @Nullable
    List<Element> of(Node value) {
        return switch (value) {
            case SequenceNode list -> list.getValue().stream().map(this::item).toList();
            case MappingNode mapping when single(mapping) -> List.of(new Element(null, value, value));
            case MappingNode mapping -> byName(mapping);
            default -> null;
        };
    }

    /** Whether a mapping is one element, and not elements by name: those are mappings in turn. */
    boolean single(MappingNode mapping) {
        return mapping.getValue().stream().anyMatch(entry -> known(entry) && Nodes.scalar(entry.getValueNode()));
    }

    private List<Element> byName(MappingNode mapping) {
        List<Element> elements = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                elements.add(new Element(key.getValue(), key, entry.getValueNode()));
            }
        }
        return elements;
    }

    private Element item(Node item) {
        if (Nodes.plain(item) instanceof MappingNode mapping
                && mapping.getValue().size() == 1) {
            NodeTuple entry = mapping.getValue().getFirst();
            if (!known(entry)
                    && entry.getKeyNode() instanceof ScalarNode key
                    && Nodes.plain(entry.getValueNode()) instanceof MappingNode) {
                return new Element(key.getValue(), key, entry.getValueNode());
            }
        }
        return new Element(null, item, item);
    }

    private boolean known(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key && keys.known().contains(key.getValue());
    }
}
