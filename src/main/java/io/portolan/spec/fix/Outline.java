package io.portolan.spec.fix;

import io.portolan.spec.Position;
import io.portolan.spec.yaml.YamlSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where the operations of a file stand, and how its author indents. */
final class Outline {

    private static final int USUAL = 2;

    private final YamlSource yaml;
    private final Map<Position, MappingNode> operations = new HashMap<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int listIndent = -1;
    private int mappingIndent = -1;

    private Outline(YamlSource yaml) {
        this.yaml = yaml;
    }

    static Outline of(YamlSource yaml) {
        Outline outline = new Outline(yaml);
        if (yaml.root() != null) {
            outline.visit(yaml.root());
        }
        return outline;
    }

    /** The operation that begins there, or whose key does. */
    @Nullable
    MappingNode operation(Position at) {
        return operations.get(at);
    }

    /** How far lists stand to the right of their key; the first list of the file decides. */
    int listIndent() {
        return listIndent < 0 ? USUAL : listIndent;
    }

    /** How far mappings stand to the right of their key; the first of the file decides. */
    int mappingIndent() {
        return mappingIndent < 1 ? USUAL : mappingIndent;
    }

    static @Nullable NodeTuple entry(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return tuple;
            }
        }
        return null;
    }

    static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0);
    }

    private void visit(Node node) {
        if (node instanceof ScalarNode || !seen.add(node)) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            keep(mapping, mapping);
            mapping.getValue().forEach(this::visit);
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::visit);
        }
    }

    private void visit(NodeTuple tuple) {
        Node value = tuple.getValueNode();
        int indent = column(value) - column(tuple.getKeyNode());
        if (value instanceof CollectionNode<?> block && block.getFlowStyle() == FlowStyle.BLOCK && indent >= 0) {
            if (value instanceof SequenceNode && listIndent < 0) {
                listIndent = indent;
            } else if (value instanceof MappingNode && mappingIndent < 0) {
                mappingIndent = indent;
            }
        }
        if (value instanceof MappingNode mapping) {
            keep(tuple.getKeyNode(), mapping);
        }
        visit(value);
    }

    private void keep(Node begin, MappingNode mapping) {
        if (entry(mapping, "method") != null) {
            operations.putIfAbsent(yaml.at(begin), mapping);
        }
    }
}
