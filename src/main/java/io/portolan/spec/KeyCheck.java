package io.portolan.spec;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks through all mappings for keys that stand twice or are no text. */
final class KeyCheck {

    private final String file;
    private final List<Problem> problems;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    KeyCheck(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    void check(Node node) {
        if (node instanceof ScalarNode || !seen.add(node)) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            checkKeys(mapping.getValue());
            mapping.getValue().forEach(entry -> check(entry.getValueNode()));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::check);
        }
    }

    private void checkKeys(List<NodeTuple> entries) {
        Map<String, Position> first = new HashMap<>();
        for (NodeTuple entry : entries) {
            Position at = YamlSource.position(file, entry.getKeyNode().getStartMark());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(YamlSource.error(
                        at,
                        "a key is a list or mapping (expected: text; a value with {{...}} needs quotes around it)"));
                continue;
            }
            Position before = first.putIfAbsent(key.getValue(), at);
            if (before != null) {
                problems.add(YamlSource.error(
                        at,
                        "key " + Problem.quoted(key.getValue()) + " stands twice (expected: once; it first stands on"
                                + " line " + before.line() + ")"));
            }
        }
    }
}
