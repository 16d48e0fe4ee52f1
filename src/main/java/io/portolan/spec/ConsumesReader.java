package io.portolan.spec;

import java.util.List;

/** Reads one entry of {@code consumes}. */
final class ConsumesReader {

    private static final Keys CONSUMES = Keys.of(
                    "type", "namespace", "description", "baseUri", "inputParameters", "authentication", "resources")
            .unsupported("import", "the API itself")
            .unsupported("location", "the API itself")
            .unsupported("as", "the API itself");
    private static final Keys RESOURCE =
            Keys.of("name", "label", "description", "tags", "path", "inputParameters", "operations");
    private static final Keys OPERATION = Keys.of(
                    "name",
                    "label",
                    "description",
                    "tags",
                    "method",
                    "inputParameters",
                    "outputRawFormat",
                    "outputParameters")
            .unsupported("body", "an input parameter with 'in: body'")
            .unsupported("outputSchema", "outputRawFormat alone");
    private static final Keys PARAMETER = Keys.of("name", "in", "type", "description", "required", "value");

    private ConsumesReader() {}

    static Consumes read(MappingReader in) {
        in.expect(CONSUMES);
        if (in.has("import")) {
            return new Consumes(in.textOrEmpty("as"), in.text("description"), "", List.of(), null, List.of());
        }
        in.requiredWord("type", List.of("http"));
        return new Consumes(
                in.requiredText("namespace", "the name that 'call' uses for the API"),
                in.text("description"),
                in.requiredText("baseUri", "the base URI of the API"),
                in.list("inputParameters", ConsumesReader::parameter),
                AuthenticationReader.read(in),
                in.list("resources", ConsumesReader::resource));
    }

    private static Consumes.Resource resource(MappingReader in) {
        in.expect(RESOURCE);
        return new Consumes.Resource(
                in.requiredText("name", "a name for the resource"),
                in.requiredText("path", "the path after the base URI"),
                in.list("inputParameters", ConsumesReader::parameter),
                in.requiredList("operations", "the operations of the path", ConsumesReader::operation));
    }

    private static Consumes.Operation operation(MappingReader in) {
        in.expect(OPERATION);
        return new Consumes.Operation(
                in.requiredText("name", "the name that 'call' uses for the operation"),
                in.text("label"),
                in.text("description"),
                in.requiredWord("method", Words.METHODS),
                null,
                in.list("inputParameters", ConsumesReader::parameter),
                null,
                new Consumes.RawOutput(in.text("outputRawFormat"), null, null, null),
                List.of());
    }

    private static Consumes.Parameter parameter(MappingReader in) {
        in.expect(PARAMETER);
        return new Consumes.Parameter(
                in.requiredText("name", "the parameter's name"),
                in.word("in", Words.PLACES),
                in.word("type", Words.TYPES),
                in.text("description"),
                in.flag("required"),
                in.has("value") ? new Content.Text(String.valueOf(in.text("value"))) : null);
    }
}
