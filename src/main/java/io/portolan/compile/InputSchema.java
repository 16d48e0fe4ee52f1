package io.portolan.compile;

import io.portolan.expr.ValueType;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The JSON Schema (2020-12) of a tool's arguments, in the subset that every model provider accepts. */
final class InputSchema {

    private InputSchema() {}

    static String of(Parameters parameters) {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        parameters.all().forEach(parameter -> add(parameter, properties, required));
        if (parameters.body() != null) {
            add(parameters.body(), properties, required);
        }
        JsonObject schema = new JsonObject().put("type", "object");
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema.put("additionalProperties", false).encode();
    }

    private static void add(Parameter parameter, JsonObject properties, JsonArray required) {
        JsonObject property = new JsonObject();
        if (parameter.type() != ValueType.ANY) {
            property.put("type", parameter.type().word());
        }
        if (parameter.type() == ValueType.ARRAY) {
            property.put("items", new JsonObject());
        }
        if (parameter.pattern() != null && parameter.type() == ValueType.STRING) {
            property.put("pattern", "^(?:" + parameter.pattern() + ")$");
        }
        if (parameter.description() != null) {
            property.put("description", parameter.description());
        }
        properties.put(parameter.name(), property);
        if (parameter.required() && !required.contains(parameter.name())) {
            required.add(parameter.name());
        }
    }
}
