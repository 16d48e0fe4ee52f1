package io.portolan.spec.yaml;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What nodes of YAML mean to the format. */
public final class Nodes {

    /** YAML 1.1's ordered mapping, written as a list of mappings with one key each. */
    private static final Tag ORDERED = new Tag(Tag.PREFIX + "omap");

    /** A text up to here may be a word of the format, or a name that is in many places. */
    private static final int LONGEST_WORD = 40;

    private Nodes() {}

    /** The text of a scalar; each word once, for it stands in thousands of files. */
    static String text(ScalarNode node) {
        String text = node.getValue();
        return text.length() <= LONGEST_WORD ? text.intern() : text;
    }

    public static boolean absent(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** The node itself, or the mapping that an ordered one stands for. */
    public static Node plain(Node node) {
        if (!(node instanceof SequenceNode list) || !list.getTag().equals(ORDERED)) {
            return node;
        }
        List<NodeTuple> entries = new ArrayList<>();
        for (Node item : list.getValue()) {
            if (item instanceof MappingNode entry) {
                entries.addAll(entry.getValue());
            } else {
                return node;
            }
        }
        return new MappingNode(Tag.MAP, true, entries, FlowStyle.BLOCK, node.getStartMark(), node.getEndMark());
    }

    public static boolean scalar(Node node) {
        return node instanceof ScalarNode && !absent(node);
    }

    /** Whether a value stands without quotes and not as a block, so that YAML may see more in it than text. */
    public static boolean unquoted(ScalarNode node) {
        return node.getScalarStyle() == ScalarStyle.PLAIN;
    }

    /** Without the value itself: it may be a key that slipped to the wrong place. */
    public static String kind(Node node) {
        if (absent(node)) {
            return "nothing";
        }
        return switch (plain(node).getNodeType()) {
            case MAPPING -> "a mapping";
            case SEQUENCE -> "a list";
            default -> "text";
        };
    }
}
