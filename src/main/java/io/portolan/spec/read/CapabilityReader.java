package io.portolan.spec.read;

import io.portolan.format.Nearest;
import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.Document;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.Findings;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import io.portolan.spec.yaml.Nodes;
import io.portolan.spec.yaml.PageText;
import io.portolan.spec.yaml.YamlSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file from its top: what it is, and the sections of one that is a capability. */
public final class CapabilityReader {

    /** The marker in text that is not YAML, so that a broken capability is told from a file that is none of ours. */
    private static final Pattern MARKED =
            Pattern.compile("^\uFEFF?(?:\\{\\s*)?[\"']?(?:naftiko|ikanos)[\"']?\\s*:", Pattern.MULTILINE);

    /** Characters in which a file says what it is. */
    private static final int BEGINNING = 64 * 1024;

    private static final List<String> SECTIONS = List.of("consumes", "exposes", "aggregates", "binds");
    private static final Set<String> HOLDERS = Set.of("consumes", "exposes", "aggregates");

    private static final Keys ROOT = Keys.of(
            "naftiko",
            "ikanos",
            "info",
            "capability",
            "externalRefs",
            "consumes",
            "exposes",
            "aggregates",
            "binds",
            "$schema");
    private static final Keys CAPABILITY =
            Keys.describedBy("consumes", "exposes", "aggregates", "binds", "externalRefs", "name");
    private static final Keys INFO = Keys.describedBy("name", "created", "modified", "version", "stakeholders");

    private static final String MARKER_EXPECTED =
            " (expected: naftiko or ikanos, the version of the format, such as 1.0.0-alpha2)";

    private static final CapabilitySpec.Info NO_INFO = new CapabilitySpec.Info(null, null, null, List.of());
    private static final CapabilitySpec NOTHING =
            new CapabilitySpec("", NO_INFO, List.of(), List.of(), List.of(), List.of(), List.of());

    private CapabilityReader() {}

    /**
     * Never fails for what the text holds.
     *
     * @param file the name that positions carry; nothing is opened
     */
    public static Document read(String file, String text) {
        if (text.length() > YamlSource.MAX_LENGTH) {
            return tooLarge(file, text, YamlSource.tooLong(text));
        }
        Findings findings = new Findings(file);
        Problem cut = PageText.cut(file, text);
        if (cut != null) {
            findings.addAll(List.of(cut));
            return findings.document(MARKED.matcher(text).find(), NOTHING);
        }
        int before = PageText.before(text);
        if (before > 0) {
            String lines = "the file begins here; the lines above are the page around it";
            findings.note(new Position(file, PageText.line(text, before) + 1, 1), "", lines);
        }
        YamlSource yaml = YamlSource.read(file, PageText.from(text, before));
        findings.addAll(yaml.problems());
        Node node = yaml.root();
        if (node == null) {
            return findings.document(MARKED.matcher(text).find(), NOTHING);
        }
        if (!(Nodes.plain(node) instanceof MappingNode mapping)) {
            findings.error(findings.at(node), "", "not a capability: found " + Nodes.kind(node) + MARKER_EXPECTED);
            return findings.document(false, NOTHING);
        }
        return document(findings, new MappingReader(findings, "", findings.start(), mapping.getValue()));
    }

    /** A file that is refused for its size; only its beginning is looked at. */
    public static Document tooLarge(String file, String text, String problem) {
        Findings findings = new Findings(file);
        findings.error(findings.start(), "", problem);
        String beginning = text.substring(0, Math.min(text.length(), BEGINNING));
        return findings.document(MARKED.matcher(beginning).find(), NOTHING);
    }

    private static Document document(Findings findings, MappingReader root) {
        boolean marker = root.has("naftiko") || root.has("ikanos");
        MappingReader capability = root.mapping("capability");
        boolean holds = capability != null && HOLDERS.stream().anyMatch(capability::has);
        if (!marker && !holds && !lends(root)) {
            foreign(root);
            return findings.document(false, NOTHING);
        }
        if (marker && !holds && SECTIONS.stream().noneMatch(root::has)) {
            empty(root, capability);
            return findings.document(true, NOTHING);
        }
        String version = version(root, marker);
        root.expect(ROOT);
        CapabilitySpec.Info info = info(root.mapping("info"));
        MappingReader sections = capability == null
                ? new MappingReader(findings, "capability", findings.start(), List.of())
                : capability.expect(CAPABILITY);
        return findings.document(marker || holds, new SectionsReader(root, sections).read(version, info));
    }

    /** Whether a file without a marker can only be one that others import from. */
    private static boolean lends(MappingReader root) {
        return SECTIONS.stream().anyMatch(root::has) && root.keys().stream().allMatch(ROOT.known()::contains);
    }

    private static void foreign(MappingReader root) {
        String first = root.keys().stream().findFirst().orElse("");
        String text = "not a capability, but seems to be " + ForeignFile.seems(root) + MARKER_EXPECTED;
        if (first.isEmpty()) {
            root.error("not a capability" + MARKER_EXPECTED);
        } else {
            root.errorAt(first, text);
        }
    }

    /** A file with the marker and no sections: either another vocabulary, or only the beginning of a file. */
    private static void empty(MappingReader root, @Nullable MappingReader capability) {
        MappingReader place = capability == null ? root : capability;
        String foreign = place.keys().stream()
                .filter(key ->
                        !CAPABILITY.known().contains(key) && !ROOT.known().contains(key))
                .filter(key -> Nearest.to(key, SECTIONS) == null)
                .findFirst()
                .orElse(null);
        if (foreign != null) {
            String text = Problem.quoted(foreign) + " is no part of a capability; this seems to be "
                    + ForeignFile.seems(place) + " (expected: consumes, exposes or aggregates)";
            place.errorAt(foreign, text);
            return;
        }
        root.expect(ROOT);
        if (capability != null) {
            capability.expect(CAPABILITY);
        } else if (!root.keys().contains("capability")) {
            root.missing("capability", "what the file consumes and exposes");
        }
    }

    private static String version(MappingReader root, boolean marker) {
        if (!marker) {
            root.warning("missing key 'naftiko'" + MARKER_EXPECTED);
            return "";
        }
        String key = root.either("ikanos", "naftiko");
        if (root.shape(key) == MappingReader.Shape.MAPPING) {
            MappingReader block = root.mapping(key);
            root.warning(key, "expected text, the version of the format, found a mapping");
            return block == null ? "" : block.textOrEmpty("version");
        }
        String version = root.remark(key);
        if (version != null && !FormatVersion.known(version)) {
            root.note(
                    key,
                    "version " + Problem.quoted(version) + " is not known (known: " + FormatVersion.KNOWN
                            + "); read as the newest known");
        }
        return version == null ? "" : version;
    }

    private static CapabilitySpec.Info info(@Nullable MappingReader in) {
        if (in == null) {
            return NO_INFO;
        }
        in.expect(INFO);
        return new CapabilitySpec.Info(
                in.remark(in.either("label", "display", "title", "name")),
                in.remark("description"),
                in.remark("version"),
                Words.tags(in, "tags"));
    }
}
