package io.portolan.mcp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.ValueType;
import io.portolan.format.JsonTree;
import io.portolan.plan.McpTool;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells schemas that say no more of arguments than the tool's parameters do, which are checked faster. */
public final class PlainSchema {

    private static final Set<String> SAYING_NOTHING =
            Set.of("title", "description", "$schema", "$comment", "default", "examples", "x-mcp-header");

    /** The schema that arguments are to be checked against besides; null when the parameters say it all. */
    public static @Nullable String beyond(McpTool tool) {
        return isPlain(JsonTree.read(tool.inputSchema()), tool.parameters()) ? null : tool.inputSchema();
    }

    private static boolean isPlain(JsonNode schema, Parameters parameters) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            JsonNode value = keyword.getValue();
            boolean plain = switch (keyword.getKey()) {
                case "type" -> value.asText().equals("object");
                case "additionalProperties" -> value.isBoolean();
                case "required" -> areRequired(value, parameters);
                case "properties" -> arePlain(value, parameters);
                default -> SAYING_NOTHING.contains(keyword.getKey());
            };
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static boolean areRequired(JsonNode names, Parameters parameters) {
        for (JsonNode name : names) {
            Parameter parameter = named(name.asText(), parameters);
            if (parameter == null || !parameter.required()) {
                return false;
            }
        }
        return true;
    }

    private static boolean arePlain(JsonNode properties, Parameters parameters) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            Parameter parameter = named(property.getKey(), parameters);
            if (parameter == null || !isPlain(property.getValue(), parameter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(JsonNode schema, Parameter parameter) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            JsonNode value = keyword.getValue();
            boolean plain = switch (keyword.getKey()) {
                case "type" -> value.asText().equals(parameter.type().word());
                case "items" -> parameter.type() == ValueType.ARRAY && value.isEmpty();
                case "pattern" -> parameter.pattern() != null;
                default -> SAYING_NOTHING.contains(keyword.getKey());
            };
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Parameter named(String name, Parameters parameters) {
        int index = parameters.indexOf(name);
        if (index >= 0) {
            return parameters.all().get(index);
        }
        Parameter body = parameters.body();
        return body != null && body.name().equals(name) ? body : null;
    }

    private PlainSchema() {}
}
