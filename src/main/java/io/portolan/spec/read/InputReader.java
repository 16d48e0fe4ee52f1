package io.portolan.spec.read;

import io.portolan.spec.Exposes;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;

/** Reads {@code inputParameters} of exposed operations, tools and shared flows. */
final class InputReader {

    /** The keys of a parameter, wherever it is declared; most of them describe its values. */
    static final Keys INPUT = Keys.describedBy(
            "name",
            "in",
            "type",
            "required",
            "value",
            "const",
            "pattern",
            "format",
            "enum",
            "values",
            "default",
            "example",
            "examples",
            "items",
            "properties",
            "additionalProperties",
            "schema",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "nullable",
            "style",
            "explode",
            "deprecated",
            "oneOf",
            "anyOf",
            "allOf");

    private InputReader() {}

    static List<Exposes.Input> list(MappingReader in) {
        return in.named("inputParameters", INPUT, InputReader::read);
    }

    private static Exposes.Input read(MappingReader in) {
        in.expect(INPUT);
        String name = in.name();
        if (name.isEmpty()) {
            in.missing("name", "the parameter's name");
        }
        return new Exposes.Input(
                name,
                Words.place(in),
                Words.type(in),
                in.remark("description"),
                Words.flag(in, "required"),
                in.content(in.either("value", "const")),
                in.text("pattern"));
    }
}
