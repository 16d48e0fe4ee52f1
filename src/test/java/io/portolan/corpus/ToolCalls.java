package io.portolan.corpus;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names as a tool's listing spells them. */
final class ToolCalls {

    private ToolCalls() {}

    /** The tool of this name, which a listing may have shortened or cleared of odd characters. */
    static @Nullable String listed(String name, Collection<String> names) {
        if (names.contains(name)) {
            return name;
        }
        String cleared = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return names.stream()
                .filter(one -> one.equals(cleared)
                        || (cleared.length() > 64 && one.length() <= 64 && cleared.startsWith(one.substring(0, 50))))
                .findFirst()
                .orElse(null);
    }

    /** The arguments under the names of the schema; what the schema does not fit is a fault. */
    static Map<String, String> arguments(Case one, JsonObject schema, List<String> faults) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        Map<String, String> arguments = new LinkedHashMap<>();
        one.arguments().forEach((name, json) -> {
            String property = properties.containsKey(name) ? name : alias(name, properties.fieldNames());
            if (property == null) {
                faults.add("schema: no property for '" + name + "' among " + properties.fieldNames());
            } else {
                check(property, properties.getJsonObject(property), json, faults);
                arguments.put(property, json);
            }
        });
        Caller.required(schema).stream()
                .filter(name -> !arguments.containsKey(name))
                .forEach(name -> faults.add("schema: requires '" + name + "'"));
        return arguments;
    }

    private static @Nullable String alias(String name, Collection<String> names) {
        String wanted = name.replaceAll("[^A-Za-z0-9]", "");
        return names.stream()
                .filter(one -> one.replaceAll("[^A-Za-z0-9]", "").equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private static void check(String name, JsonObject property, String json, List<String> faults) {
        Object type = property.getValue("type");
        String got = switch (json.charAt(0)) {
            case '{' -> "object";
            case '[' -> "array";
            case '"' -> "string";
            case 't', 'f' -> "boolean";
            default -> "number";
        };
        boolean number = got.equals("number") && "integer".equals(type);
        if (type != null && !type.equals(got) && !number) {
            faults.add("schema: '" + name + "' has type " + type + ", not " + got);
        }
    }
}
