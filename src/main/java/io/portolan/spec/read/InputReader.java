package io.portolan.spec.read;

import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** Those that every model provider understands. */
    private static final List<String> FACETS = List.of(
            "enum",
            "default",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "items",
            "properties");

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
        String type = Words.type(in);
        Content schema = schema(in);
        return new Exposes.Input(
                name,
                Words.place(in),
                type == null && schema instanceof Content.Fields fields ? typed(fields) : type,
                in.remark("description"),
                Words.flag(in, "required"),
                in.content(in.either("value", "const")),
                in.text("pattern"),
                schema,
                facets(in),
                in.text("x-mcp-header"));
    }

    /** Anything but a mapping says nothing that a schema could. */
    private static @Nullable Content schema(MappingReader in) {
        Content schema = in.content("schema");
        if (schema == null || schema instanceof Content.Fields) {
            return schema;
        }
        in.warning("schema", "expected a mapping: a JSON Schema");
        return null;
    }

    private static @Nullable String typed(Content.Fields schema) {
        return schema.fields().get("type") instanceof Content.Text type && Words.isType(type.text())
                ? type.text()
                : null;
    }

    private static Map<String, Content> facets(MappingReader in) {
        Map<String, Content> facets = new LinkedHashMap<>();
        for (String key : FACETS) {
            Content facet = in.content(key);
            if (facet != null) {
                facets.put(key, facet);
            }
        }
        return facets;
    }
}
