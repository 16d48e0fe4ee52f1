package io.portolan.spec;

import io.portolan.format.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a file, read key by key. Each access notes where the part stands and what is wrong with it, and reads
 * on: what cannot be understood is absent. A key without a value is absent too.
 */
final class MappingReader {

    private final Findings findings;
    private final String path;
    private final Position at;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

    MappingReader(Findings findings, String path, Position at, List<NodeTuple> tuples) {
        this.findings = findings;
        this.path = path;
        this.at = at;
        for (NodeTuple tuple : tuples) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.putIfAbsent(key.getValue(), tuple);
            }
        }
    }

    /** A mapping without keys whose problems nobody will look at: it keeps the place of what could not be read. */
    private MappingReader placeholder(String child) {
        return new MappingReader(findings.apart(), child, at, List.of());
    }

    boolean has(String key) {
        return value(key) != null;
    }

    /** Reports keys that the section does not know, or that are not supported. */
    MappingReader expect(Keys keys) {
        entries.forEach((key, entry) -> {
            Position keyAt = findings.at(entry.getKeyNode());
            String shown = Problem.quoted(key);
            if (keys.unsupported().containsKey(key)) {
                if (has(key)) {
                    String expected = keys.unsupported().get(key);
                    findings.error(keyAt, path, shown + " is not supported yet (expected: " + expected + ")");
                }
            } else if (keys.ignored().contains(key)) {
                findings.warning(keyAt, path, shown + " is not supported yet and ignored");
            } else if (!keys.known().contains(key)) {
                findings.warning(keyAt, path, "unknown key " + shown + Nearest.hint(key, keys.known()));
            }
        });
        return this;
    }

    /** Reports what is wrong with the value of a key, in words of the section. */
    void error(String key, String text) {
        findings.error(findings.at(entry(key).getValueNode()), child(key), text);
    }

    void missing(String key, String expected) {
        findings.error(at, path, "missing key " + Problem.quoted(key) + " (expected: " + expected + ")");
    }

    /** The text as the file writes it, whatever its type. */
    @Nullable
    String text(String key) {
        Node value = value(key);
        return value == null ? null : scalar(child(key), value, "text");
    }

    /** Empty when absent or not understood, which is then among the problems. */
    String requiredText(String key, String expected) {
        if (!has(key)) {
            missing(key, expected);
        }
        return textOrEmpty(key);
    }

    /** Empty when absent or not understood. */
    String textOrEmpty(String key) {
        String text = text(key);
        return text == null ? "" : text;
    }

    /** A text of a certain form; empty when it has another. */
    String matching(String key, Pattern form, String expected) {
        String text = text(key);
        if (text != null && !form.matcher(text).matches()) {
            error(key, "expected " + expected + ", found " + Problem.quoted(text));
            return "";
        }
        return text == null ? "" : text;
    }

    /** One of a few words. */
    @Nullable
    String word(String key, List<String> words) {
        String word = text(key);
        if (word == null || words.contains(word)) {
            return word;
        }
        error(key, "unknown value " + Problem.quoted(word) + Nearest.hint(word, words));
        return null;
    }

    String requiredWord(String key, List<String> words) {
        if (!has(key)) {
            missing(key, String.join(", ", words));
        }
        String word = word(key, words);
        return word == null ? "" : word;
    }

    @Nullable
    Boolean flag(String key) {
        Node value = value(key);
        String text = value == null ? null : scalar(child(key), value, "true or false");
        if (text == null || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        error(key, "expected true or false, found " + Problem.quoted(text));
        return null;
    }

    /** A port to listen on; 0 when absent or not understood. */
    int port(String key) {
        String expected = "an integer from 1 to 65535";
        Node value = value(key);
        String text = value == null ? null : scalar(child(key), value, expected);
        if (text == null) {
            return 0;
        }
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            error(key, "expected " + expected + ", found " + Problem.quoted(text));
            return 0;
        }
        return port;
    }

    int requiredPort(String key) {
        if (!has(key)) {
            missing(key, "an integer from 1 to 65535");
        }
        return port(key);
    }

    /** Where the mapping stands in the document. */
    String path() {
        return path;
    }

    /** A mapping under a key; one without keys when the value is none, which is then among the problems. */
    @Nullable
    MappingReader mapping(String key) {
        Node value = value(key);
        return value == null ? null : mapping(child(key), findings.at(entry(key).getKeyNode()), value);
    }

    /**
     * The elements of a list, in order. One that is no mapping is read as one without keys, so that an index is the
     * same in the file and in what is read.
     */
    <T> List<T> list(String key, Function<MappingReader, T> element) {
        List<T> read = new ArrayList<>();
        List<Node> nodes = elements(key);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            read.add(element.apply(mapping(child(key) + "[" + i + "]", findings.at(node), node)));
        }
        return read;
    }

    <T> List<T> requiredList(String key, String expected, Function<MappingReader, T> element) {
        if (!has(key)) {
            missing(key, expected);
        }
        return list(key, element);
    }

    /** The texts of a list. */
    List<String> texts(String key) {
        List<String> read = new ArrayList<>();
        List<Node> nodes = elements(key);
        for (int i = 0; i < nodes.size(); i++) {
            String text = scalar(child(key) + "[" + i + "]", nodes.get(i), "text");
            if (text != null) {
                read.add(text);
            }
        }
        return read;
    }

    /** The texts of a mapping by key, in the file's order. */
    Map<String, String> textsByKey(String key) {
        Map<String, String> read = new LinkedHashMap<>();
        MappingReader mapping = mapping(key);
        if (mapping != null) {
            for (String name : mapping.entries.keySet()) {
                String text = mapping.text(name);
                if (text != null) {
                    read.put(name, text);
                }
            }
        }
        return read;
    }

    Map<String, String> requiredTextsByKey(String key, String expected) {
        if (!has(key)) {
            missing(key, expected);
        }
        return textsByKey(key);
    }

    private List<Node> elements(String key) {
        Node value = value(key);
        if (value == null) {
            return List.of();
        }
        findings.stands(child(key), findings.at(entry(key).getKeyNode()));
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        findings.error(findings.at(value), child(key), "expected a list, found " + kind(value));
        return List.of();
    }

    private MappingReader mapping(String child, Position childAt, Node value) {
        findings.stands(child, childAt);
        if (value instanceof MappingNode mapping) {
            return new MappingReader(findings, child, childAt, mapping.getValue());
        }
        findings.error(findings.at(value), child, "expected a mapping, found " + kind(value));
        return placeholder(child);
    }

    private @Nullable String scalar(String child, Node value, String expected) {
        findings.stands(child, findings.at(value));
        if (value instanceof ScalarNode scalar && !value.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        findings.error(findings.at(value), child, "expected " + expected + ", found " + kind(value));
        return null;
    }

    private @Nullable Node value(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null || entry.getValueNode().getTag().equals(Tag.NULL) ? null : entry.getValueNode();
    }

    private NodeTuple entry(String key) {
        NodeTuple entry = entries.get(key);
        if (entry == null) {
            throw new IllegalStateException("no key " + key);
        }
        return entry;
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Without the value itself: it may be a key that slipped to the wrong place. */
    static String kind(Node node) {
        if (node.getTag().equals(Tag.NULL)) {
            return "nothing";
        }
        return switch (node.getNodeType()) {
            case MAPPING -> "a mapping";
            case SEQUENCE -> "a list";
            default -> "text";
        };
    }
}
