package io.portolan.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.expr.Value;
import io.portolan.format.JsonTree;
import io.portolan.plan.Step;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds elements of a list by one of their fields, compared as text. */
final class Lookups {

    private Lookups() {}

    /** The element that matches; for a list of values the elements that do, in the order of the values; null for none. */
    static @Nullable JsonNode find(Step.Lookup lookup, @Nullable JsonNode index, @Nullable Value value) {
        if (index == null || value == null) {
            return null;
        }
        Map<String, JsonNode> elements = new HashMap<>();
        for (JsonNode element :
                index.isArray() ? index : JsonTree.NODES.arrayNode().add(index)) {
            JsonNode field = element.get(lookup.field());
            if (field != null) {
                elements.putIfAbsent(text(field), element);
            }
        }
        JsonNode wanted = value.tree();
        if (!wanted.isArray()) {
            JsonNode found = elements.get(text(wanted));
            return found == null ? null : kept(lookup, found);
        }
        ArrayNode all = JsonTree.NODES.arrayNode();
        wanted.forEach(one -> {
            JsonNode found = elements.get(text(one));
            if (found != null) {
                all.add(kept(lookup, found));
            }
        });
        return all;
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : JsonTree.text(node);
    }

    private static JsonNode kept(Step.Lookup lookup, JsonNode element) {
        if (lookup.outputs().isEmpty()) {
            return element;
        }
        ObjectNode kept = JsonTree.NODES.objectNode();
        for (String name : lookup.outputs()) {
            JsonNode field = element.get(name);
            if (field != null) {
                kept.set(name, field);
            }
        }
        return kept;
    }
}
