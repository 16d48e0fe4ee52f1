package io.portolan.spec.read;

import io.portolan.spec.Action;
import io.portolan.spec.Content;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what an exposed operation, a tool, a shared flow or a step does. */
final class ActionReader {

    /** What says it, for the keys of the sections that can do something. */
    static final List<String> KEYS = List.of("call", "with", "ref", "steps", "mappings");

    private static final Keys CALL = Keys.describedBy("operation", "call", "with");
    private static final Keys ARGUMENT = Keys.describedBy("name", "value");

    private ActionReader() {}

    static Action read(MappingReader in) {
        String does = in.either("call", "steps", "ref");
        for (String other : List.of("steps", "ref")) {
            if (!other.equals(does) && in.has(other)) {
                in.warning(other, "is not used beside " + Problem.quoted(does));
            }
        }
        if (!in.has(does)) {
            return new Action.None();
        }
        return switch (does) {
            case "call" -> call(in);
            case "ref" -> new Action.Ref(qualified(in, "ref", "namespace.flow"), with(in));
            default -> StepsReader.read(in);
        };
    }

    /** A text, or in the format's first versions a mapping with what is called and with what. */
    static Action.Call call(MappingReader in) {
        MappingReader inside = in.shape("call") == MappingReader.Shape.MAPPING ? in.mapping("call") : null;
        if (inside == null) {
            return new Action.Call(qualified(in, "call", "namespace.operation"), with(in));
        }
        inside.expect(CALL);
        String operation = inside.either("operation", "call");
        if (!inside.has(operation)) {
            inside.missing("operation", "namespace.operation");
            return new Action.Call("", Map.of());
        }
        return new Action.Call(
                qualified(inside, operation, "namespace.operation"), with(inside.has("with") ? inside : in));
    }

    /** Two names around the first dot; empty when there are none. */
    private static String qualified(MappingReader in, String key, String expected) {
        String text = in.text(key);
        if (text == null) {
            return "";
        }
        String name = text.strip();
        int dot = name.indexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            in.error(key, "expected " + expected + ", found " + Problem.quoted(text));
            return "";
        }
        return name;
    }

    /** By name; as a mapping, or as a list of names and values. */
    private static Map<String, Content> with(MappingReader in) {
        Map<String, Content> with = new LinkedHashMap<>();
        if (in.shape("with") == MappingReader.Shape.LIST) {
            in.list("with", argument -> {
                argument.expect(ARGUMENT);
                Content value = argument.content("value");
                if (value == null) {
                    argument.missing("value", "what the parameter is given");
                    return argument;
                }
                with.put(argument.requiredText("name", "the parameter's name"), value);
                return argument;
            });
            return with;
        }
        MappingReader mapping = in.mapping("with");
        if (mapping != null) {
            for (String name : mapping.keys()) {
                Content value = mapping.content(name);
                if (value != null) {
                    with.put(name, value);
                }
            }
        }
        return with;
    }
}
