package io.portolan.cli.settings;

import io.portolan.spec.Problem;
import io.portolan.spec.yaml.YamlSource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A settings file laid flat: each value by its dotted path, with where its key and the value itself stand. What a
 * value may be is not decided here.
 */
final class SettingsFile {

    /** The section whose keys are names of the user's; it is kept as a tree. */
    static final String UPSTREAMS = "upstreams";

    private final YamlSource yaml;
    private final String text;
    private final JsonObject entries = new JsonObject();
    private final List<SettingProblem> problems = new ArrayList<>();

    private SettingsFile(YamlSource yaml, String text) {
        this.yaml = yaml;
        this.text = text;
    }

    /**
     * Reads the text.
     *
     * @param label the file as messages name it
     * @return by path, objects of {@code key} and {@code at} (both {@code file:line:column}) and {@code value} (text,
     *     list of texts, or null); the upstreams as a {@link WrittenPart}
     * @throws SettingsException with everything that is wrong with the file's form
     */
    static JsonObject flatten(String label, String text) {
        if (text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
            return new JsonObject();
        }
        SettingsFile file = new SettingsFile(YamlSource.read(label, text), text);
        file.read();
        if (!file.problems.isEmpty()) {
            throw new SettingsException(file.problems);
        }
        return file.entries;
    }

    private void read() {
        for (Problem problem : yaml.problems()) {
            problems.add(new SettingProblem(problem.at().toString(), "", problem.text()));
        }
        switch (yaml.root()) {
            case null -> {}
            case MappingNode mapping -> section("", mapping);
            case Node other -> problem(other, "", "not a mapping (expected: settings by name)");
        }
    }

    private void section(String path, MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            // Other keys are among the problems already.
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entry(path.isEmpty() ? key.getValue() : path + "." + key.getValue(), key, tuple.getValueNode());
            }
        }
    }

    private void entry(String path, ScalarNode key, Node value) {
        if (path.equals(UPSTREAMS)) {
            entries.put(path, WrittenPart.of(key, value, yaml, text).json());
            return;
        }
        switch (value) {
            case MappingNode mapping -> section(path, mapping);
            case SequenceNode sequence -> put(path, key, value, items(path, sequence));
            case ScalarNode scalar ->
                put(path, key, value, scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue());
            default -> throw new IllegalStateException("a composed node is one of three: " + value.getNodeType());
        }
    }

    private JsonArray items(String path, SequenceNode sequence) {
        JsonArray items = new JsonArray();
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar) {
                items.add(scalar.getValue());
            } else {
                problem(item, path, "an item that is no text (expected: a list of texts)");
            }
        }
        return items;
    }

    private void put(String path, ScalarNode key, Node value, @Nullable Object written) {
        JsonObject earlier = entries.getJsonObject(path);
        if (earlier != null) {
            twice(path, key, earlier.getString("key"));
            return;
        }
        entries.put(
                path,
                new JsonObject()
                        .put("key", yaml.at(key).toString())
                        .put("at", yaml.at(value).toString())
                        .put("value", written));
    }

    /** Set as a section and again with dots; a key that stands twice is among the problems already. */
    private void twice(String path, ScalarNode key, String first) {
        String origin = yaml.at(key).toString();
        if (problems.stream().noneMatch(problem -> problem.origin().equals(origin))) {
            problem(key, path, "set twice (expected: once; first at " + first + ")");
        }
    }

    private void problem(Node node, String path, String text) {
        problems.add(new SettingProblem(yaml.at(node).toString(), path, text));
    }
}
