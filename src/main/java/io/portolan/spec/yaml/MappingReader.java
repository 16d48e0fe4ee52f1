package io.portolan.spec.yaml;

import io.portolan.spec.Content;
import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.Elements.Element;
import io.portolan.spec.yaml.Parts.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a file, read key by key. Each access notes where the part stands and what is wrong with it, and reads
 * on: what cannot be understood is absent. A key without a value is absent too.
 */
public final class MappingReader {

    private final Findings findings;
    private final String path;
    private final Position at;
    private final Slot slot;
    private final Entries entries;

    /** The form of a value. */
    public enum Shape {
        TEXT,
        LIST,
        MAPPING
    }

    public MappingReader(Findings findings, String path, Position at, List<NodeTuple> tuples) {
        this(findings, path, at, Slot.NONE, new Entries(tuples));
    }

    public MappingReader(Findings findings, String path, Position at, Slot slot, Entries entries) {
        this.findings = findings;
        this.path = path;
        this.at = at;
        this.slot = slot;
        this.entries = entries;
    }

    /** The same mapping, read as if it stood elsewhere in the document. */
    public MappingReader under(String otherPath) {
        return new MappingReader(findings, otherPath, at, slot, entries);
    }

    public boolean has(String key) {
        return entries.value(key) != null;
    }

    /** The first of several spellings of a key that has a value; the first of all when none has. */
    public String either(String... spellings) {
        for (String key : spellings) {
            if (has(key)) {
                return key;
            }
        }
        return spellings[0];
    }

    public List<String> keys() {
        return entries.keys();
    }

    @Nullable
    public Shape shape(String key) {
        return entries.shape(key);
    }

    public String where() {
        return path;
    }

    /** The path of a key's value in the document. */
    public String where(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    public int index() {
        return slot.index();
    }

    /** The key it stands under, or what its {@code name} says; empty when it has neither. */
    public String name() {
        String inside = textOrEmpty("name");
        String key = slot.name();
        if (key != null && !inside.isEmpty() && !inside.equals(key)) {
            warning("name", "differs from the key " + Problem.quoted(key) + ", which is the name");
        }
        return key == null ? inside : key;
    }

    /** Reports keys that the section does not know, or that are not supported. */
    public MappingReader expect(Keys keys) {
        new UnknownKeys(keys, entries.keys(), findings).report(this, this::keyAt);
        return this;
    }

    /** Reports what is wrong with the value of a key, in words of the section. */
    public void error(String key, String text) {
        findings.error(valueAt(key), where(key), text);
    }

    public void warning(String key, String text) {
        findings.warning(valueAt(key), where(key), text);
    }

    /** A warning about a value, with the word to write instead. */
    public void warning(String key, String text, String old, String word) {
        Position place = valueAt(key);
        findings.warning(place, where(key), text, new Fix.Replace(place, old, word));
    }

    /** Reports a key, with or without a value. */
    public void errorAt(String key, String text) {
        findings.error(keyAt(key), path, text);
    }

    public void note(String key, String text) {
        findings.note(valueAt(key), where(key), text);
    }

    /** Reports something about the mapping as a whole. */
    public void error(String text) {
        findings.error(at, path, text);
    }

    public void warning(String text) {
        findings.warning(at, path, text);
    }

    public void note(String text) {
        findings.note(at, path, text);
    }

    public void missing(String key, String expected) {
        findings.error(at, path, "missing key " + Problem.quoted(key) + " (expected: " + expected + ")");
    }

    /** The text as the file writes it, whatever its type. */
    @Nullable
    public String text(String key) {
        return text(key, "text");
    }

    @Nullable
    public String text(String key, String expected) {
        Node value = entries.value(key);
        return value == null ? null : scalar(where(key), value, expected);
    }

    /** Empty when absent or not understood, which is then among the problems. */
    public String requiredText(String key, String expected) {
        if (!has(key)) {
            missing(key, expected);
        }
        return textOrEmpty(key);
    }

    public String textOrEmpty(String key) {
        String text = text(key);
        return text == null ? "" : text;
    }

    /** A text that does no harm when it is of the wrong type. */
    @Nullable
    public String remark(String key) {
        return remark(key, "text");
    }

    @Nullable
    public String remark(String key, String expected) {
        Node value = entries.value(key);
        if (value == null || value instanceof ScalarNode) {
            return text(key);
        }
        warning(key, "expected " + expected + ", found " + Nodes.kind(value));
        return null;
    }

    /** A mapping under a key; one without keys when the value is none, which is then among the problems. */
    @Nullable
    public MappingReader mapping(String key) {
        Node value = entries.value(key);
        return value == null ? null : Parts.mapping(findings, where(key), keyAt(key), Slot.NONE, value);
    }

    /** A value of any shape; null when absent. */
    @Nullable
    public Content content(String key) {
        Node value = entries.value(key);
        return value == null ? null : new ContentReader(findings).read(where(key), value);
    }

    /**
     * The elements of a list, in order. One that is no mapping is read as one without keys, so that an index is the
     * same in the file and in what is read.
     */
    public <T> List<T> list(String key, Function<MappingReader, T> element) {
        return new Parts(findings, where(key), 0).read(Elements.listed(items(key)), element);
    }

    /** The parts of a collection, by index, however the file spells it. */
    public <T> List<T> named(String key, Keys keys, Function<MappingReader, T> element) {
        return named(key, key, 0, keys, element);
    }

    /**
     * The parts of a collection that stands elsewhere in the document than in the file.
     *
     * @param as the key by which paths call it
     * @param first the index of the first part
     */
    public <T> List<T> named(String key, String as, int first, Keys keys, Function<MappingReader, T> element) {
        Node value = entries.value(key);
        if (value == null) {
            return List.of();
        }
        String child = where(as);
        findings.stands(child, keyAt(key));
        List<Element> elements = new Elements(keys).of(value);
        if (elements == null) {
            findings.error(findings.at(value), child, "expected a list, found " + Nodes.kind(value));
            return List.of();
        }
        return new Parts(findings, child, first).read(elements, element);
    }

    /** The texts of a list, or a lone text. */
    public List<String> texts(String key) {
        if (shape(key) == Shape.TEXT) {
            return List.of(textOrEmpty(key));
        }
        List<String> read = new ArrayList<>();
        int index = 0;
        for (Node node : items(key)) {
            String text = scalar(where(key) + "[" + index++ + "]", node, "text");
            if (text != null) {
                read.add(text);
            }
        }
        return read;
    }

    /** The texts of a mapping by key, in the file's order. */
    public Map<String, String> textsByKey(String key) {
        Map<String, String> read = new LinkedHashMap<>();
        MappingReader mapping = mapping(key);
        if (mapping == null) {
            return read;
        }
        for (String name : mapping.keys()) {
            String text = mapping.text(name);
            if (text != null) {
                read.put(name, text);
            }
        }
        return read;
    }

    private List<Node> items(String key) {
        Node value = entries.value(key);
        if (value == null) {
            return List.of();
        }
        findings.stands(where(key), keyAt(key));
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        findings.error(findings.at(value), where(key), "expected a list, found " + Nodes.kind(value));
        return List.of();
    }

    private @Nullable String scalar(String child, Node value, String expected) {
        findings.stands(child, findings.at(value));
        if (value instanceof ScalarNode scalar && !Nodes.absent(value)) {
            return Nodes.text(scalar);
        }
        findings.error(findings.at(value), child, "expected " + expected + ", found " + Nodes.kind(value));
        return null;
    }

    private Position keyAt(String key) {
        return findings.at(entries.keyNode(key));
    }

    private Position valueAt(String key) {
        return findings.at(entries.valueNode(key));
    }
}
