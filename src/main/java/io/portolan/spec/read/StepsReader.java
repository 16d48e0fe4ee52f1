package io.portolan.spec.read;

import io.portolan.spec.Action;
import io.portolan.spec.Content;
import io.portolan.spec.Output;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code steps} and the {@code mappings} that make the answer. */
final class StepsReader {

    private static final String[] CONDITION = {"condition", "if", "when"};
    private static final String[] FOR_EACH = {"forEach", "foreach", "for-each"};

    private static final Keys STEP = Keys.describedBy(
            "name",
            "type",
            "call",
            "with",
            "index",
            "match",
            "lookupValue",
            "mappings",
            "outputParameters",
            "condition",
            "if",
            "when",
            "forEach",
            "foreach",
            "for-each",
            "value",
            "file",
            "language",
            "location",
            "dependencies");
    private static final Keys MAPPING = Keys.describedBy("target", "targetName", "value", "const", "mapping");
    private static final Keys FIELD = Keys.describedBy("name", "type", "mapping", "value");

    private StepsReader() {}

    static Action.Steps read(MappingReader in) {
        return new Action.Steps(in.named("steps", STEP, StepsReader::step), mappings(in));
    }

    private static Action.Step step(MappingReader in) {
        in.expect(STEP);
        String name = in.name();
        return new Action.Step(
                name.isEmpty() ? "step-" + (in.index() + 1) : name,
                in.text(in.either(CONDITION)),
                in.text(in.either(FOR_EACH)),
                work(in));
    }

    private static Action.Work work(MappingReader in) {
        String type = in.has("type") ? in.textOrEmpty("type").strip() : kind(in);
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "call" -> call(in);
            case "lookup" -> lookup(in);
            case "transform" -> new Action.TransformWork(transformed(in));
            case "" -> {
                in.missing("type", "call, lookup or transform");
                yield new Action.OtherWork("");
            }
            default -> new Action.OtherWork(type);
        };
    }

    /** What a step without a type can only be. */
    private static String kind(MappingReader in) {
        if (in.has("call")) {
            return "call";
        }
        if (in.has("index") || in.has("lookupValue")) {
            return "lookup";
        }
        if (in.has("file")) {
            return "script";
        }
        return in.has("mappings") || in.has("outputParameters") ? "transform" : "";
    }

    private static Action.Work call(MappingReader in) {
        if (!in.has("call")) {
            in.missing("call", "namespace.operation");
            return new Action.CallWork(new Action.Call("", Map.of()));
        }
        return new Action.CallWork(ActionReader.call(in));
    }

    private static Action.Work lookup(MappingReader in) {
        return new Action.LookupWork(
                in.requiredText("index", "the name of an earlier step"),
                in.requiredText("match", "the field to compare"),
                in.requiredText("lookupValue", "what the field is compared with"),
                fields(in));
    }

    /** Names of fields: texts, or outputs with a name. */
    private static List<String> fields(MappingReader in) {
        if (in.shape("outputParameters") == MappingReader.Shape.TEXT || texts(in)) {
            return in.texts("outputParameters");
        }
        return in.named("outputParameters", FIELD, MappingReader::name).stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static boolean texts(MappingReader in) {
        return in.content("outputParameters") instanceof Content.Items items
                && items.items().stream().allMatch(item -> item instanceof Content.Text);
    }

    /** Either mappings, or outputs with a name and where they come from. */
    private static List<Action.Mapping> transformed(MappingReader in) {
        List<Action.Mapping> mappings = new ArrayList<>(mappings(in));
        for (Output output : OutputReader.list(in)) {
            Content value = output.mapping() == null ? output.value() : new Content.Text(output.mapping());
            if (output.name() != null && value != null) {
                mappings.add(new Action.Mapping(output.name(), value));
            }
        }
        if (mappings.isEmpty()) {
            in.missing("mappings", "the fields to make");
        }
        return mappings;
    }

    /** A list of targets and values, or a mapping of values by target. */
    private static List<Action.Mapping> mappings(MappingReader in) {
        if (in.shape("mappings") == MappingReader.Shape.MAPPING) {
            MappingReader byTarget = in.mapping("mappings");
            return byTarget == null
                    ? List.of()
                    : byTarget.keys().stream()
                            .map(target -> new Action.Mapping(target, orNull(byTarget.content(target))))
                            .toList();
        }
        return in.list("mappings", StepsReader::mapping);
    }

    private static Action.Mapping mapping(MappingReader in) {
        in.expect(MAPPING);
        String target = in.either("target", "targetName");
        String value = in.either("value", "const", "mapping");
        if (!in.has(value)) {
            in.missing("value", "$.step.field, a template or a constant");
        }
        return new Action.Mapping(in.requiredText(target, "the field of the answer"), orNull(in.content(value)));
    }

    private static Content orNull(@Nullable Content value) {
        return value == null ? new Content.Literal("null") : value;
    }
}
