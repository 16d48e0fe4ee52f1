package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Where the value of a part of the upstream request comes from. */
sealed interface Source {

    /** A caller's input, as it is. */
    record Given(Input input) implements Source {}

    /**
     * Something the file spells, with holes.
     *
     * @param inputs what the holes stand for, by their text; what is not among them is a variable
     */
    record Written(JsonNode expression, Map<String, Input> inputs) implements Source {}

    /** The value, or null when nothing is sent. */
    default @Nullable JsonNode value(Function<Input, @Nullable JsonNode> given, Function<String, String> variables) {
        return switch (this) {
            case Given one -> given.apply(one.input());
            case Written written ->
                evaluated(written.expression(), hole -> {
                    Input input = written.inputs().get(hole);
                    return input == null ? TextNode.valueOf(variables.apply(hole)) : given.apply(input);
                });
        };
    }

    /** What is nothing but a hole keeps its JSON type; what comes to nothing is left out. */
    private static @Nullable JsonNode evaluated(JsonNode part, Function<String, @Nullable JsonNode> holes) {
        if (part.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            part.properties().forEach(member -> {
                JsonNode value = evaluated(member.getValue(), holes);
                if (value != null) {
                    object.set(member.getKey(), value);
                }
            });
            return object;
        }
        if (part.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            part.forEach(item -> {
                JsonNode value = evaluated(item, holes);
                if (value != null) {
                    array.add(value);
                }
            });
            return array;
        }
        if (!part.isTextual()) {
            return part;
        }
        Matcher matcher = Spelling.TEMPLATE.matcher(part.asText());
        if (matcher.matches()) {
            return holes.apply(matcher.group(1));
        }
        return TextNode.valueOf(matcher.replaceAll(found -> {
            JsonNode value = holes.apply(found.group(1));
            return Matcher.quoteReplacement(value == null ? "" : text(value));
        }));
    }

    /** A value inside a text: strings as they are, anything else as JSON. */
    static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
