package io.portolan.format.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.Escapes;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;

/** An object as {@code application/x-www-form-urlencoded}: {@code a[b]=c} for what is nested. */
final class FormEncoder {

    private final ArrayStyle style;
    private final StringBuilder out = new StringBuilder();

    private FormEncoder(ArrayStyle style) {
        this.style = style;
    }

    static String encode(JsonNode object, ArrayStyle style) {
        FormEncoder encoder = new FormEncoder(style);
        if (!object.isObject()) {
            throw new MalformedContentException("a form is made of fields (expected: an object)");
        }
        object.properties().forEach(field -> encoder.add(Escapes.form(field.getKey()), field.getValue()));
        return encoder.out.toString();
    }

    private void add(String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(field -> add(name + "[" + Escapes.form(field.getKey()) + "]", field.getValue()));
        } else if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                add(element(name, index, value.get(index)), value.get(index));
            }
        } else {
            String text = value.isNull() ? "" : value.isTextual() ? value.textValue() : JsonTree.text(value);
            out.append(out.isEmpty() ? "" : "&").append(name).append('=').append(Escapes.form(text));
        }
    }

    /** What has parts of its own needs a number, or its parts would mix with its neighbour's. */
    private String element(String name, int index, JsonNode element) {
        return switch (element.isContainerNode() ? ArrayStyle.INDEXED : style) {
            case INDEXED -> name + "[" + index + "]";
            case BRACKETS -> name + "[]";
            case REPEAT -> name;
        };
    }
}
