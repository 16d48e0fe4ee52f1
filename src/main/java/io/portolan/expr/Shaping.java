package io.portolan.expr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.expr.path.JsonPath;
import io.portolan.format.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds what a {@link Shape} describes. */
final class Shaping {

    private final Scope scope;

    private Shaping(Scope scope) {
        this.scope = scope;
    }

    /**
     * Where paths read.
     *
     * @param bases for paths, the first that has something wins
     * @param named for properties without a path; null when there is no such object
     * @param document the answer, or inside a list the element
     */
    private record Place(List<JsonNode> bases, @Nullable JsonNode named, JsonNode document) {

        static Place at(JsonNode document) {
            return new Place(List.of(document), document, document);
        }

        @Nullable
        JsonNode find(JsonPath path) {
            JsonNode empty = null;
            for (JsonNode base : bases) {
                JsonNode found = path.select(base);
                if (found != null && (path.isDefinite() || !found.isEmpty())) {
                    return found;
                }
                empty = empty == null ? found : empty;
            }
            return empty;
        }

        /** What a property without a path reads; a nameless one stands for all there is. */
        @Nullable
        JsonNode member(@Nullable String name) {
            return name == null || named == null ? named : named.isObject() ? named.get(name) : null;
        }

        @Nullable
        JsonNode read(@Nullable JsonPath path, @Nullable String name) {
            return path == null ? member(name) : find(path);
        }

        /** Paths first read where the object's own path leads. */
        Place within(@Nullable JsonNode node) {
            List<JsonNode> inner = node == null ? List.of(document) : List.of(node, document);
            return new Place(inner, node, document);
        }

        /** An object without a path moves only the properties without one; it is the last place where paths read. */
        Place named(@Nullable JsonNode node) {
            List<JsonNode> all = node == null
                    ? bases
                    : Stream.concat(bases.stream(), Stream.of(node)).toList();
            return new Place(all, node, document);
        }
    }

    static JsonNode apply(Shape shape, JsonNode root, Scope scope) {
        JsonNode made = new Shaping(scope).make(shape, null, Place.at(root));
        return made == null ? JsonTree.NODES.nullNode() : made;
    }

    private @Nullable JsonNode make(Shape shape, @Nullable String name, Place place) {
        return switch (shape) {
            case Shape.At at -> {
                JsonNode found = place.read(at.path(), name);
                yield found == null ? null : Conversions.cut(Conversions.to(at.type(), found), at.maxLength());
            }
            case Shape.Constant constant -> {
                JsonNode value = constant.value().render(scope);
                yield value == null
                        ? null
                        : Conversions.cut(Conversions.to(constant.type(), value), constant.maxLength());
            }
            case Shape.Fields fields -> object(fields, name, place);
            case Shape.Elements elements -> list(elements, name, place);
        };
    }

    private @Nullable JsonNode object(Shape.Fields shape, @Nullable String name, Place place) {
        JsonNode own = place.read(shape.path(), name);
        Place inner = shape.path() == null ? place.named(own) : place.within(own);
        ObjectNode object = JsonTree.NODES.objectNode();
        for (Map.Entry<String, Shape> field : shape.fields().entrySet()) {
            JsonNode value = make(field.getValue(), field.getKey(), inner);
            if (value != null) {
                object.set(field.getKey(), value);
            }
        }
        boolean nothing = own == null || own.isNull();
        return object.isEmpty() && nothing ? own : object;
    }

    private @Nullable JsonNode list(Shape.Elements shape, @Nullable String name, Place place) {
        JsonNode found = place.read(shape.path(), name);
        if (found == null || found.isNull()) {
            return found;
        }
        ArrayNode list = JsonTree.NODES.arrayNode();
        // One element where a list is declared: XML has no other way to write a list of one.
        for (JsonNode element : found.isArray() ? found : List.of(found)) {
            JsonNode made = make(shape.item(), null, Place.at(element));
            list.add(made == null ? JsonTree.NODES.nullNode() : made);
        }
        return list;
    }
}
