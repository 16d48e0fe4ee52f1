package io.portolan.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Scope;
import io.portolan.expr.Shape;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.format.JsonTree;
import io.portolan.plan.Output;
import io.portolan.spec.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (2020-12) that every shaped answer meets. It promises only what shaping sees to itself: what an API
 * answers may be null or of another type than the file says, so that a value read from it is of no type here.
 */
final class OutputSchema {

    private static final Content ANYTHING = new Content.Fields(Map.of());

    private OutputSchema() {}

    /**
     * What is known of a value.
     *
     * @param always whether it is there whatever the answer, and not null
     */
    private record Promise(Content.Fields schema, boolean always) {

        static Promise of(String type) {
            return new Promise(new Content.Fields(Map.of("type", new Content.Text(type))), true);
        }

        static Promise nothing() {
            return new Promise(new Content.Fields(Map.of()), false);
        }
    }

    /** The schema as JSON text; null when the answer need not be an object. */
    static @Nullable String of(Output output) {
        return switch (output) {
            case Output.Whole whole -> null;
            case Output.Shaped shaped ->
                text(shaped.shape() instanceof Shape.Fields fields ? root(fields) : promise(shaped.shape()));
            case Output.Made made -> text(promise(made.shape()));
        };
    }

    private static @Nullable String text(Promise promise) {
        return promise.always() && isObject(promise.schema()) ? ContentJson.text(promise.schema()) : null;
    }

    private static boolean isObject(Content.Fields schema) {
        return new Content.Text("object").equals(schema.fields().get("type"));
    }

    /** Of a document that is there, an object without a path of its own is always made. */
    private static Promise root(Shape.Fields fields) {
        boolean whole = fields.path() == null || fields.path().text().matches("\\$\\.?");
        Promise promise = promise(fields);
        if (promise.always() || !whole) {
            return promise;
        }
        Map<String, Content> schema = new LinkedHashMap<>();
        schema.put("type", new Content.Text("object"));
        schema.putAll(promise.schema().fields());
        return new Promise(new Content.Fields(schema), true);
    }

    private static Promise promise(Shape shape) {
        return switch (shape) {
            case Shape.At at -> Promise.nothing();
            case Shape.Constant constant -> constant(constant);
            case Shape.Fields fields -> {
                Map<String, Promise> members = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> members.put(name, promise(field)));
                yield object(members, false);
            }
            case Shape.Elements elements ->
                new Promise(
                        new Content.Fields(
                                Map.of("items", promise(elements.item()).schema())),
                        false);
        };
    }

    /** @param sure whether the object is there though it be empty */
    private static Promise object(Map<String, Promise> members, boolean sure) {
        Map<String, Content> properties = new LinkedHashMap<>();
        List<Content> required = new ArrayList<>();
        members.forEach((name, member) -> {
            properties.put(name, member.schema());
            if (member.always()) {
                required.add(new Content.Text(name));
            }
        });
        boolean always = sure || !required.isEmpty();
        Map<String, Content> schema = new LinkedHashMap<>();
        if (always) {
            schema.put("type", new Content.Text("object"));
        }
        if (!properties.isEmpty()) {
            schema.put("properties", new Content.Fields(properties));
        }
        if (!required.isEmpty()) {
            schema.put("required", new Content.Items(required));
        }
        return new Promise(new Content.Fields(schema), always);
    }

    private static Promise constant(Shape.Constant constant) {
        boolean free = constant.value() instanceof JsonTemplate.Leaf && constant.type() != ValueType.STRING;
        if (constant.value() instanceof JsonTemplate.Fields || (free && constant.type() == ValueType.ANY)) {
            return template(constant.value());
        }
        if (isFixed(constant.value())) {
            return fixed(constant.apply(JsonTree.NODES.nullNode(), Scope.ofVariables(name -> null)));
        }
        // What its declared type makes of a text depends on what fills it.
        Promise promise = template(constant.value());
        return free ? new Promise(new Content.Fields(Map.of()), promise.always()) : promise;
    }

    private static boolean isFixed(JsonTemplate value) {
        List<Template.Part> holes = new ArrayList<>();
        value.each(template -> template.parts().stream()
                .filter(part -> !(part instanceof Template.Text))
                .forEach(holes::add));
        return holes.isEmpty();
    }

    private static Promise fixed(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> Promise.of("string");
            case NUMBER -> Promise.of("number");
            case BOOLEAN -> Promise.of("boolean");
            case ARRAY -> list();
            case OBJECT -> Promise.of("object");
            case NULL, MISSING, BINARY, POJO -> Promise.nothing();
        };
    }

    private static Promise list() {
        Map<String, Content> schema = new LinkedHashMap<>();
        schema.put("type", new Content.Text("array"));
        schema.put("items", ANYTHING);
        return new Promise(new Content.Fields(schema), true);
    }

    private static Promise template(JsonTemplate template) {
        return switch (template) {
            case JsonTemplate.Leaf leaf -> leaf.template().isOneHole() ? Promise.nothing() : Promise.of("string");
            case JsonTemplate.Literal literal ->
                switch (literal.json().charAt(0)) {
                    case 't', 'f' -> Promise.of("boolean");
                    case 'n' -> Promise.nothing();
                    default -> Promise.of("number");
                };
            case JsonTemplate.Spliced spliced -> Promise.of("string");
            case JsonTemplate.Items items -> list();
            case JsonTemplate.Fields fields -> {
                Map<String, Promise> members = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> members.put(name, template(field)));
                yield object(members, true);
            }
        };
    }
}
