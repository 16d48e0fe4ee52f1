package io.portolan.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.bus.Body;
import io.portolan.bus.Result;
import io.portolan.expr.path.JsonPath;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What later steps read of an upstream's answer: the answer itself, and what its operation names besides. */
final class Projection {

    private Projection() {}

    /** Null when the answer is empty; a text when it is no JSON. */
    static @Nullable JsonNode of(Result result, Map<String, JsonPath> named) {
        Buffer bytes = Body.whole(result.body());
        if (bytes.length() == 0) {
            return null;
        }
        JsonNode tree = tree(bytes);
        if (named.isEmpty()) {
            return tree;
        }
        if (tree.isArray()) {
            tree.forEach(element -> {
                if (element instanceof ObjectNode object) {
                    add(object, element.deepCopy(), named);
                }
            });
        } else if (tree instanceof ObjectNode object) {
            add(object, tree.deepCopy(), named);
        }
        return tree;
    }

    private static void add(ObjectNode object, JsonNode source, Map<String, JsonPath> named) {
        named.forEach((name, path) -> {
            JsonNode found = path.select(source);
            if (found != null && !object.has(name)) {
                object.set(name, found);
            }
        });
    }

    private static JsonNode tree(Buffer bytes) {
        try {
            return JsonTree.read(bytes);
        } catch (MalformedContentException e) {
            return JsonTree.NODES.textNode(bytes.toString());
        }
    }
}
