package io.portolan.expr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonTree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value with templates at its leaves. It is built as a tree, never as text, so that what fills a template cannot
 * change the structure.
 */
public sealed interface JsonTemplate extends Expression {

    /** A string; one that is nothing but one hole takes the type of what fills it. */
    record Leaf(Template template) implements JsonTemplate {

        @Override
        public String toString() {
            return Canonical.quote(template.toString());
        }
    }

    /** A number, boolean or null in its JSON spelling. */
    record Literal(String json) implements JsonTemplate {

        @Override
        public String toString() {
            return json;
        }
    }

    /** A list. */
    record Items(List<JsonTemplate> items) implements JsonTemplate {

        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** An object, in the file's order. */
    record Fields(Map<String, JsonTemplate> fields) implements JsonTemplate {

        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String toString() {
            return fields.entrySet().stream()
                    .map(field -> Canonical.quote(field.getKey()) + ":" + field.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /**
     * A string with a syntax of its own, such as a query, in which what fills a hole stays one value.
     *
     * @param pieces its texts and holes, in order
     */
    record Spliced(List<Piece> pieces) implements JsonTemplate {

        /**
         * A text of the file, or a hole.
         *
         * @param splice how what fills it is written
         */
        public record Piece(Template template, Splice splice) {}

        public Spliced {
            pieces = List.copyOf(pieces);
        }

        /**
         * The text.
         *
         * @throws io.portolan.format.MalformedContentException when a value cannot stand at its place
         */
        public String text(Scope scope) {
            StringBuilder text = new StringBuilder();
            pieces.forEach(
                    piece -> text.append(piece.splice().write(piece.template().value(scope))));
            return text.toString();
        }

        @Override
        public String toString() {
            return Canonical.quote(
                    pieces.stream().map(piece -> piece.template().toString()).collect(Collectors.joining()));
        }
    }

    /**
     * The value. A member or item that is nothing but one hole, and nothing fills it, is left out; inside a longer text
     * a hole that nothing fills is empty.
     *
     * @return null when the whole is one hole and nothing fills it
     */
    default @Nullable JsonNode render(Scope scope) {
        return switch (this) {
            case Leaf leaf -> leaf(leaf.template(), scope);
            case Literal literal -> JsonTree.read(literal.json());
            case Spliced spliced -> JsonTree.NODES.textNode(spliced.text(scope));
            case Items items -> {
                ArrayNode array = JsonTree.NODES.arrayNode(items.items().size());
                items.items().forEach(item -> {
                    JsonNode value = item.render(scope);
                    if (value != null) {
                        array.add(value);
                    }
                });
                yield array;
            }
            case Fields fields -> {
                ObjectNode object = JsonTree.NODES.objectNode();
                fields.fields().forEach((name, field) -> {
                    JsonNode value = field.render(scope);
                    if (value != null) {
                        object.set(name, value);
                    }
                });
                yield object;
            }
        };
    }

    @Override
    default @Nullable Value value(Scope scope) {
        JsonNode rendered = render(scope);
        return rendered == null ? null : Value.of(rendered);
    }

    /** The variables that are read anywhere inside, each once, in order of appearance. */
    @Override
    default List<String> variables() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        each(template -> template.variables().forEach(name -> names.put(name, true)));
        return List.copyOf(names.keySet());
    }

    /** Shows every template inside. */
    default void each(Consumer<Template> visitor) {
        switch (this) {
            case Leaf leaf -> visitor.accept(leaf.template());
            case Literal ignored -> {}
            case Spliced spliced -> spliced.pieces().forEach(piece -> visitor.accept(piece.template()));
            case Items items -> items.items().forEach(item -> item.each(visitor));
            case Fields fields -> fields.fields().values().forEach(field -> field.each(visitor));
        }
    }

    private static @Nullable JsonNode leaf(Template template, Scope scope) {
        if (!template.isOneHole()) {
            return JsonTree.NODES.textNode(template.join(scope));
        }
        if (template.parts().get(0) instanceof Template.Step step) {
            JsonNode output = scope.step(step.step());
            return output == null ? null : step.path().select(output);
        }
        Value value = template.value(scope);
        return value == null ? null : value.tree();
    }
}
