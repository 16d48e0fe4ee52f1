package io.portolan.spec.read;

import io.portolan.spec.Consumes;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import java.util.Locale;

/** Reads one entry of {@code consumes}. */
final class ConsumesReader {

    static final Keys CONSUMES = Keys.describedBy(
                    "type",
                    "namespace",
                    "name",
                    "baseUri",
                    "inputParameters",
                    "authentication",
                    "auth",
                    "resources",
                    "import",
                    "location",
                    "from",
                    "as")
            .refused(
                    "tunnel",
                    "is not supported: the API is reached through a private network (expected: a baseUri"
                            + " that this process can reach)");
    private static final Keys RESOURCE = Keys.describedBy("name", "path", "inputParameters", "operations");
    private static final Keys OPERATION = Keys.describedBy(
            "name",
            "method",
            "path",
            "inputParameters",
            "body",
            "outputRawFormat",
            "outputSchema",
            "outputMediaType",
            "maxBinarySize",
            "outputParameters",
            "responses",
            "responseBinary",
            "deprecated");
    private static final Keys PARAMETER = InputReader.INPUT.and(List.of("template", "selector"));

    private ConsumesReader() {}

    static Consumes read(MappingReader in) {
        in.expect(CONSUMES);
        String type = in.has("type") ? in.textOrEmpty("type") : "http";
        if (!in.has("type")) {
            in.warning("missing key 'type' (expected: http); read as http");
        } else if (!type.toLowerCase(Locale.ROOT).matches("https?|rest|api")) {
            Words.unknown(in, "type", type, List.of("http"));
        }
        return new Consumes(
                namespace(in),
                in.remark("description"),
                in.textOrEmpty("baseUri").strip(),
                parameters(in),
                AuthenticationReader.read(in),
                in.named("resources", RESOURCE, ConsumesReader::resource));
    }

    private static String namespace(MappingReader in) {
        String name = in.has("namespace") ? in.textOrEmpty("namespace") : in.name();
        if (name.isEmpty()) {
            in.missing("namespace", "the name that 'call' uses for the API");
        }
        return name;
    }

    private static List<Consumes.Parameter> parameters(MappingReader in) {
        return in.named("inputParameters", PARAMETER, ConsumesReader::parameter);
    }

    private static Consumes.Resource resource(MappingReader in) {
        in.expect(RESOURCE);
        if (!in.has("operations")) {
            in.missing("operations", "the operations of the path");
        }
        List<Consumes.Operation> operations = in.named("operations", OPERATION, ConsumesReader::operation);
        String path = in.textOrEmpty("path").strip();
        if (!in.has("path") && operations.stream().anyMatch(operation -> operation.path() == null)) {
            in.missing("path", "the path after the base URI");
        }
        return new Consumes.Resource(in.name(), path, parameters(in), operations);
    }

    private static Consumes.Operation operation(MappingReader in) {
        in.expect(OPERATION);
        String method = Words.method(in);
        return new Consumes.Operation(
                operationName(in, method),
                in.remark(in.either("label", "display")),
                in.remark("description"),
                method,
                in.text("path"),
                parameters(in),
                BodyReader.read(in),
                new Consumes.RawOutput(
                        in.text("outputRawFormat"),
                        in.text("outputSchema"),
                        in.text("outputMediaType"),
                        in.text("maxBinarySize")),
                OutputReader.list(in));
    }

    /** One without a name cannot be called, and costs the others of its resource nothing. */
    private static String operationName(MappingReader in, String method) {
        String name = in.name();
        if (!name.isEmpty()) {
            return name;
        }
        String made = (method.isEmpty() ? "operation" : method.toLowerCase(Locale.ROOT)) + "-" + (in.index() + 1);
        in.warning("missing key 'name' (expected: the name that 'call' uses for the operation); it is called '" + made
                + "'");
        return made;
    }

    private static Consumes.Parameter parameter(MappingReader in) {
        in.expect(PARAMETER);
        String name = in.name();
        if (name.isEmpty()) {
            in.missing("name", "the parameter's name");
        }
        return new Consumes.Parameter(
                name,
                Words.place(in),
                Words.type(in),
                in.remark("description"),
                Words.flag(in, "required"),
                in.content(in.either("value", "template", "const")));
    }
}
