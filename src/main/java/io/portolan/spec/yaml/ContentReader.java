package io.portolan.spec.yaml;

import io.portolan.spec.Content;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads values whose shape the format leaves free, as they stand. */
final class ContentReader {

    private final Findings findings;

    ContentReader(Findings findings) {
        this.findings = findings;
    }

    Content read(String path, Node node) {
        Node value = Nodes.plain(node);
        findings.stands(path, findings.at(node));
        return switch (value) {
            case MappingNode mapping -> fields(path, mapping);
            case SequenceNode list -> items(path, list);
            case ScalarNode scalar -> scalar(path, scalar);
            default -> new Content.Literal("null");
        };
    }

    private Content fields(String path, MappingNode mapping) {
        Map<String, Content> fields = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && !fields.containsKey(key.getValue())) {
                fields.put(key.getValue(), read(path + "." + key.getValue(), entry.getValueNode()));
            }
        }
        return new Content.Fields(fields);
    }

    private Content items(String path, SequenceNode list) {
        List<Content> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(read(path + "[" + items.size() + "]", item));
        }
        return new Content.Items(items);
    }

    private Content scalar(String path, ScalarNode scalar) {
        String json = Nodes.unquoted(scalar) ? JsonScalar.of(scalar) : null;
        if (json != null) {
            return new Content.Literal(json);
        }
        if (JsonScalar.unspeakable(scalar)) {
            findings.warning(
                    findings.at(scalar),
                    path,
                    Problem.quoted(scalar.getValue()) + " is no number in JSON and is sent as text");
        }
        return new Content.Text(scalar.getValue());
    }
}
