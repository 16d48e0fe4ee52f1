package io.portolan.spec;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a capability file: its sound parts as records, where each stands, and everything that is wrong with it. */
public final class SpecReader {

    private static final String MARKER = "naftiko";

    /** The marker in text that is not YAML, so that a broken capability is told from a file that is none of ours. */
    private static final Pattern MARKED =
            Pattern.compile("^\uFEFF?(?:\\{\\s*)?[\"']?" + MARKER + "[\"']?\\s*:", Pattern.MULTILINE);

    private static final Keys ROOT = Keys.of(MARKER, "info", "binds", "consumes", "capability")
            .unsupported("ikanos", MARKER)
            .unsupported("exposes", "capability")
            .unsupported("aggregates", "capability");
    private static final Keys INFO = Keys.of("label", "description", "tags", "created", "modified", "stakeholders");
    private static final Keys BINDING = Keys.of("namespace", "description", "location", "keys");
    private static final Keys CAPABILITY = Keys.of("consumes", "exposes")
            .unsupported("binds", "binds beside 'capability'")
            .unsupported("aggregates", "exposes that call consumed operations");

    private static final CapabilitySpec.Info NO_INFO = new CapabilitySpec.Info(null, null, null, List.of());
    private static final CapabilitySpec NOTHING =
            new CapabilitySpec("", NO_INFO, List.of(), List.of(), List.of(), List.of(), List.of());

    private SpecReader() {}

    /**
     * Never fails for what the text holds.
     *
     * @param file the name that positions carry; nothing is opened
     */
    public static Document read(String file, String text) {
        Findings findings = new Findings(file);
        YamlSource yaml = YamlSource.read(file, text);
        findings.addAll(yaml.problems());
        Node node = yaml.root();
        if (node == null) {
            return findings.document(MARKED.matcher(text).find(), NOTHING);
        }
        if (!(node instanceof MappingNode mapping)) {
            findings.error(
                    findings.at(node),
                    "",
                    "expected a mapping with the key 'naftiko', found " + MappingReader.kind(node));
            return findings.document(false, NOTHING);
        }
        return document(findings, new MappingReader(findings, "", findings.start(), mapping.getValue()));
    }

    private static Document document(Findings findings, MappingReader root) {
        String version = root.requiredText(MARKER, "the version of the format, such as 1.0.0-alpha2");
        boolean marked = root.has(MARKER);
        if (!marked && !root.has("capability")) {
            return findings.document(false, NOTHING);
        }
        root.expect(ROOT);
        CapabilitySpec.Info info = info(root.mapping("info"));
        List<CapabilitySpec.Binding> binds = root.list("binds", SpecReader::binding);
        MappingReader capability = capability(root);
        return findings.document(
                marked,
                new CapabilitySpec(
                        version,
                        info,
                        binds,
                        capability.list("consumes", ConsumesReader::read),
                        List.of(),
                        capability.list("exposes", ExposesReader::read),
                        List.of()));
    }

    /** What holds the sections: {@code capability}, or the file itself when it only lends out what it consumes. */
    private static MappingReader capability(MappingReader root) {
        MappingReader capability = root.mapping("capability");
        if (capability != null) {
            if (root.has("consumes")) {
                root.error("consumes", "stands beside 'capability' (expected: inside it)");
            }
            return capability.expect(CAPABILITY);
        }
        if (!root.has("consumes")) {
            root.missing("capability", "what the file consumes and exposes");
        }
        return root;
    }

    private static CapabilitySpec.Info info(@Nullable MappingReader in) {
        if (in == null) {
            return NO_INFO;
        }
        in.expect(INFO);
        return new CapabilitySpec.Info(in.text("label"), in.text("description"), null, in.texts("tags"));
    }

    private static CapabilitySpec.Binding binding(MappingReader in) {
        in.expect(BINDING);
        return new CapabilitySpec.Binding(
                in.path(),
                in.requiredText("namespace", "a name for the group of variables"),
                in.text("location"),
                in.requiredTextsByKey("keys", "the key in the source, by variable name"));
    }
}
