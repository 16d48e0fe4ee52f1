package io.portolan.compile;

import io.portolan.expr.ValueType;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of a tool's arguments, in the subset that every model provider accepts: no unions with null,
 * lists always with items. Where the file gives the schema of an input, that is it.
 */
final class InputSchema {

    private static final Content NOTHING_ELSE = new Content.Literal("false");

    private final List<Exposes.Input> declared;

    private InputSchema(List<Exposes.Input> declared) {
        this.declared = declared;
    }

    /**
     * The schema.
     *
     * @param parameters of the tool
     * @param declared what the file says of some of them
     */
    static Content.Fields of(Parameters parameters, List<Exposes.Input> declared) {
        List<Parameter> all = new ArrayList<>(parameters.all());
        if (parameters.body() != null) {
            all.add(parameters.body());
        }
        InputSchema schema = new InputSchema(declared);
        Map<String, Content> properties = new LinkedHashMap<>();
        Map<String, Content> required = new LinkedHashMap<>();
        for (Parameter parameter : all) {
            properties.put(parameter.name(), schema.property(parameter));
            if (parameter.required()) {
                required.putIfAbsent(parameter.name(), new Content.Text(parameter.name()));
            }
        }
        Map<String, Content> root = new LinkedHashMap<>();
        root.put("type", new Content.Text("object"));
        if (!properties.isEmpty()) {
            root.put("properties", new Content.Fields(properties));
        }
        if (!required.isEmpty()) {
            root.put("required", new Content.Items(List.copyOf(required.values())));
        }
        root.put("additionalProperties", NOTHING_ELSE);
        return new Content.Fields(root);
    }

    private Content property(Parameter parameter) {
        Exposes.Input input = declared.stream()
                .filter(candidate -> candidate.name().equals(parameter.name()))
                .findFirst()
                .orElse(null);
        Map<String, Content> property = input != null && input.schema() instanceof Content.Fields given
                ? new LinkedHashMap<>(given.fields())
                : made(parameter, input == null ? Map.of() : input.facets());
        if (parameter.description() != null) {
            property.putIfAbsent("description", new Content.Text(parameter.description()));
        }
        if (input != null && input.mcpHeader() != null) {
            property.putIfAbsent(McpHeaders.KEYWORD, new Content.Text(input.mcpHeader()));
        }
        return new Content.Fields(property);
    }

    private static Map<String, Content> made(Parameter parameter, Map<String, Content> facets) {
        Map<String, Content> property = new LinkedHashMap<>();
        if (parameter.type() != ValueType.ANY) {
            property.put("type", new Content.Text(parameter.type().word()));
        }
        Facets.add(facets, parameter.type(), property);
        if (parameter.pattern() != null && parameter.type() == ValueType.STRING) {
            property.put("pattern", new Content.Text("^(?:" + parameter.pattern() + ")$"));
        }
        return property;
    }
}
