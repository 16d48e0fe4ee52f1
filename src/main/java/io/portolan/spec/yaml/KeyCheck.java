package io.portolan.spec.yaml;

import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Looks through all mappings for keys that stand twice or are no text. A problem's path is that of the smallest part
 * of a capability around it, so that the others can be served.
 */
final class KeyCheck {

    /** The collections of parts in each kind of part, and the word for them in paths. */
    private static final Map<String, Map<String, String>> PARTS = Map.of(
            "", Map.of("consumes", "consumes", "exposes", "exposes", "aggregates", "aggregates"),
            "consumes", Map.of("resources", "resources"),
            "exposes", Map.of("resources", "resources", "tools", "tools", "skills", "skills"),
            "aggregates", Map.of("functions", "functions", "flows", "functions"),
            "resources", Map.of("operations", "operations"));

    private final String file;
    private final ProblemLimit problems;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * A part of a capability.
     *
     * @param kind the word for it and its likes; empty for the capability, {@code -} for what has no parts
     */
    private record Part(String kind, String path) {

        static final String NONE = "-";

        /** What stands under a key, if that is a collection of parts. */
        String collection(String key) {
            return PARTS.getOrDefault(kind, Map.of()).getOrDefault(key, "");
        }

        Part inside() {
            return new Part(NONE, path);
        }
    }

    KeyCheck(String file, ProblemLimit problems) {
        this.file = file;
        this.problems = problems;
    }

    void check(Node root) {
        check(root, new Part("", ""));
    }

    private void check(Node node, Part part) {
        if (node instanceof ScalarNode || problems.full() || !seen.add(node)) {
            return;
        }
        switch (Nodes.plain(node)) {
            case MappingNode mapping -> {
                checkKeys(mapping.getValue(), index -> part.path());
                mapping.getValue().forEach(entry -> checkValue(entry, part));
            }
            case SequenceNode list -> list.getValue().forEach(item -> check(item, part.inside()));
            default -> {}
        }
    }

    private void checkValue(NodeTuple entry, Part part) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        String kind = part.collection(key);
        if (part.path().isEmpty() && key.equals("capability")) {
            check(entry.getValueNode(), new Part("", "capability"));
        } else if (kind.isEmpty()) {
            check(entry.getValueNode(), part.inside());
        } else {
            String path = part.kind().isEmpty() ? "capability" : part.path();
            checkParts(entry.getValueNode(), kind, path + "." + kind);
        }
    }

    /** A part that takes the name of another is at fault itself, and the first one stays. */
    private void checkParts(Node collection, String kind, String path) {
        List<Elements.Element> elements = new Elements(Keys.of("name", "type", "path")).of(Nodes.plain(collection));
        if (elements == null || !seen.add(collection)) {
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            check(elements.get(i).value(), new Part(kind, path + "[" + i + "]"));
        }
        if (Nodes.plain(collection) instanceof MappingNode byName) {
            checkKeys(byName.getValue(), index -> path + "[" + index + "]");
        }
    }

    /** @param where the path of an entry's part, by its index */
    private void checkKeys(List<NodeTuple> entries, IntFunction<String> where) {
        Map<String, Position> first = new HashMap<>();
        for (int i = 0; i < entries.size() && !problems.full(); i++) {
            Node node = entries.get(i).getKeyNode();
            Position at = YamlSource.position(file, node.getStartMark());
            if (!(node instanceof ScalarNode key)) {
                String expected = "text; a value with {{...}} needs quotes around it";
                add(at, where.apply(i), "a key is a list or mapping (expected: " + expected + ")");
                continue;
            }
            Position before = first.putIfAbsent(key.getValue(), at);
            if (before != null) {
                String expected = "once; it first stands on line " + before.line();
                String text = "key " + Problem.quoted(key.getValue()) + " stands twice (expected: " + expected + ")";
                add(at, where.apply(i), text);
            }
        }
    }

    private void add(Position at, String where, String text) {
        problems.add(Problem.Severity.ERROR, at, where, text, null);
    }
}
