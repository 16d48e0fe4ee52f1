package io.portolan.spec.read;

import io.portolan.spec.Exposes;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import java.util.Locale;

/** Reads one entry of {@code exposes}. */
final class ExposesReader {

    static final Keys ADAPTER = Keys.describedBy(
            "type",
            "namespace",
            "name",
            "address",
            "port",
            "authentication",
            "auth",
            "import",
            "location",
            "from",
            "as");
    private static final Keys REST = ADAPTER.and(List.of("inputParameters", "resources", "maxBinarySize", "transport"));
    private static final Keys RESOURCE = Keys.describedBy("name", "path", "inputParameters", "operations", "forward");
    private static final Keys OPERATION = Keys.describedBy(
                    "name",
                    "method",
                    "inputParameters",
                    "outputParameters",
                    "semantics",
                    "hints",
                    "outputRawFormat",
                    "outputMediaType",
                    "maxBinarySize",
                    "deprecated")
            .and(ActionReader.KEYS)
            .ignored("responses", "is not needed and ignored: an answer has the status and type that the API gives it")
            .ignored(
                    "responseBinary",
                    "is not needed and ignored: an answer has the status and type that the API gives it");
    private static final Keys FORWARD = Keys.describedBy("targetNamespace", "targetNamespaces", "trustedHeaders");

    private ExposesReader() {}

    static Exposes read(MappingReader in) {
        String type = in.requiredText("type", "rest or mcp");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "rest", "api", "http", "https" -> rest(in.expect(REST));
            case "mcp" -> McpReader.read(in);
            case "skill", "skills", "agent-skill", "agent-skills" -> SkillReader.read(in);
            case "control" -> ControlReader.read(in);
            default -> new Exposes.Other(in.textOrEmpty("namespace"), type);
        };
    }

    /** An adapter without a namespace is called by its type. */
    static String namespace(MappingReader in, String type) {
        String namespace = in.has("namespace") ? in.textOrEmpty("namespace") : in.name();
        if (namespace.isEmpty()) {
            in.warning("missing key 'namespace' (expected: a name for the adapter); it is called '" + type + "'");
            return type;
        }
        return namespace;
    }

    private static Exposes.Rest rest(MappingReader in) {
        return new Exposes.Rest(
                namespace(in, "rest"),
                in.text("address"),
                Words.port(in, 8080),
                AuthenticationReader.read(in),
                InputReader.list(in),
                in.named("resources", RESOURCE, ExposesReader::resource));
    }

    private static Exposes.Resource resource(MappingReader in) {
        in.expect(RESOURCE);
        if (!in.has("operations") && !in.has("forward")) {
            in.missing("operations", "the operations of the path");
        }
        MappingReader forward = in.mapping("forward");
        return new Exposes.Resource(
                in.name(),
                in.requiredText("path", "the path to serve"),
                InputReader.list(in),
                in.named("operations", OPERATION, ExposesReader::operation),
                forward == null ? null : forward(forward));
    }

    /** The format's first version named several namespaces, of which it used one. */
    private static Exposes.Forward forward(MappingReader in) {
        in.expect(FORWARD);
        String target = in.either("targetNamespace", "targetNamespaces");
        if (!in.has(target)) {
            in.missing(target, "the consumed namespace that gets the requests");
        }
        List<String> namespaces = in.texts(target);
        if (namespaces.size() > 1) {
            in.warning(target, "names several namespaces, of which the first is used (expected: one)");
        }
        return new Exposes.Forward(namespaces.isEmpty() ? "" : namespaces.getFirst(), in.texts("trustedHeaders"));
    }

    private static Exposes.Operation operation(MappingReader in) {
        in.expect(OPERATION);
        return new Exposes.Operation(
                in.name(),
                Words.method(in),
                in.remark("description"),
                InputReader.list(in),
                ActionReader.read(in),
                OutputReader.list(in));
    }
}
