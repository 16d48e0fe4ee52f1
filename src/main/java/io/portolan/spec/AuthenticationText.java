package io.portolan.spec;

import io.portolan.spec.read.AuthenticationReader;
import io.portolan.spec.yaml.Findings;
import io.portolan.spec.yaml.MappingReader;
import io.portolan.spec.yaml.YamlSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * An {@code authentication} section that stands alone, as in the settings of an upstream.
 *
 * @param authentication null when there is none
 * @param document says where its parts stand, and what is wrong with them; its capability is empty
 */
public record AuthenticationText(@Nullable Authentication authentication, Document document) {

    /**
     * Never fails for what the text holds.
     *
     * @param file the name that positions carry; nothing is opened
     * @param yaml what a capability file would write under the key
     */
    public static AuthenticationText read(String file, String yaml) {
        Findings findings = new Findings(file);
        YamlSource source = YamlSource.read(file, yaml);
        findings.addAll(source.problems());
        Node root = source.root();
        Authentication authentication = root == null ? null : AuthenticationReader.read(parent(root, findings));
        CapabilitySpec nothing = SpecReader.read(file, "").capability();
        return new AuthenticationText(authentication, findings.document(true, nothing));
    }

    private static MappingReader parent(Node root, Findings findings) {
        ScalarNode key = new ScalarNode(
                Tag.STR, true, "authentication", ScalarStyle.PLAIN, root.getStartMark(), root.getStartMark());
        return new MappingReader(findings, "", findings.at(root), List.of(new NodeTuple(key, root)));
    }
}
