package io.portolan.compile;

import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Shape;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.expr.path.JsonPath;
import io.portolan.expr.path.PathSyntaxException;
import io.portolan.format.Nearest;
import io.portolan.format.decode.RawFormat;
import io.portolan.plan.NumberText;
import io.portolan.plan.Output;
import io.portolan.spec.Consumes;
import io.portolan.spec.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code outputParameters} of an operation, tool or flow. */
final class OutputCompiler {

    private final Function<String, Template> leaf;
    private final ProblemLog log;

    /** @param leaf what a text means */
    OutputCompiler(Function<String, Template> leaf, ProblemLog log) {
        this.leaf = leaf;
        this.log = log;
    }

    /**
     * What becomes of an answer: one output is the answer itself, whatever its name; several are an object.
     *
     * @param raw what the consumed operation says its bytes are
     * @param where the list stands
     */
    Output compile(List<io.portolan.spec.Output> outputs, Consumes.RawOutput raw, String where) {
        RawFormat format = format(raw, where);
        if (format == RawFormat.BINARY || outputs.isEmpty() || isWhole(outputs)) {
            return Output.WHOLE;
        }
        Shape shape = outputs.size() == 1 ? shape(outputs.get(0), where + "[0]", true) : object(outputs, where, true);
        return new Output.Shaped(format, raw.schema(), shape);
    }

    /** The outputs of a consumed operation, which a later step reads by name: always an object, unless all is kept. */
    Output named(List<io.portolan.spec.Output> outputs, Consumes.RawOutput raw, String where) {
        RawFormat format = format(raw, where);
        if (format == RawFormat.BINARY || outputs.isEmpty() || isWhole(outputs)) {
            return Output.WHOLE;
        }
        return new Output.Shaped(format, raw.schema(), object(outputs, where, true));
    }

    /** An answer that is made of nothing but what the file says; a single output without a name is the answer itself. */
    Shape mock(List<io.portolan.spec.Output> outputs, String where) {
        return outputs.size() == 1 && outputs.get(0).name() == null
                ? shape(outputs.get(0), where + "[0]", false)
                : object(outputs, where, false);
    }

    private static boolean isWhole(List<io.portolan.spec.Output> outputs) {
        io.portolan.spec.Output only = outputs.get(0);
        String path = path(only, true);
        boolean root = path == null ? only.value() == null : path.equals("$") || path.equals("$.");
        return outputs.size() == 1 && root && only.properties().isEmpty() && only.items() == null;
    }

    private RawFormat format(Consumes.RawOutput raw, String where) {
        if (raw.format() == null) {
            return RawFormat.JSON;
        }
        RawFormat format = RawFormat.of(raw.format());
        if (format == null) {
            log.error(
                    where,
                    "unknown outputRawFormat '" + raw.format() + "'" + Nearest.hint(raw.format(), RawFormat.words()));
            return RawFormat.JSON;
        }
        return format;
    }

    private Shape object(List<io.portolan.spec.Output> outputs, String where, boolean mapped) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        for (int index = 0; index < outputs.size(); index++) {
            String here = where + "[" + index + "]";
            Shape shape = shape(outputs.get(index), here, mapped);
            String name = name(outputs.get(index), shape, index);
            if (fields.putIfAbsent(name, shape) != null) {
                log.error(here, "a second output named '" + name + "' (expected: one of each name)");
            }
        }
        return new Shape.Fields(null, fields);
    }

    /** Its own name, else the last name of its path, else its place in the list. */
    private static String name(io.portolan.spec.Output output, Shape shape, int index) {
        if (output.name() != null) {
            return output.name();
        }
        JsonPath path = switch (shape) {
            case Shape.At at -> at.path();
            case Shape.Fields fields -> fields.path();
            case Shape.Elements elements -> elements.path();
            case Shape.Constant ignored -> null;
        };
        String last = path == null ? null : path.lastName();
        return last == null ? "output" + (index + 1) : last;
    }

    private Shape shape(io.portolan.spec.Output output, String where, boolean mapped) {
        ValueType type = Types.of(output.type(), ValueType.ANY);
        String path = path(output, mapped);
        if (output.value() != null && (path == null || output.mapping() != null)) {
            if (output.mapping() != null) {
                log.warning(where, "a mapping beside a value is not read (expected: one of them)");
            }
            return new Shape.Constant(Contents.structure(output.value(), leaf), type, output.maxLength());
        }
        if (!mapped && path == null && output.items() != null) {
            return new Shape.Constant(constant(output), type, null);
        }
        JsonPath compiled = path == null ? null : parse(path, where + (output.value() == null ? ".mapping" : ".value"));
        if (output.items() != null) {
            return new Shape.Elements(compiled, shape(output.items(), where + ".items", mapped));
        }
        if (!output.properties().isEmpty()) {
            Map<String, Shape> fields = new LinkedHashMap<>();
            output.properties()
                    .forEach((name, property) ->
                            fields.put(name, shape(property, where + ".properties." + name, mapped)));
            return new Shape.Fields(compiled, fields);
        }
        return new Shape.At(compiled, type, output.maxLength());
    }

    /** What is made of constants alone; a list has the one item that the file describes. */
    private JsonTemplate constant(io.portolan.spec.Output output) {
        if (output.value() != null) {
            return typed(output.value(), Types.of(output.type(), ValueType.ANY));
        }
        if (output.items() != null) {
            return new JsonTemplate.Items(List.of(constant(output.items())));
        }
        Map<String, JsonTemplate> fields = new LinkedHashMap<>();
        output.properties().forEach((name, property) -> fields.put(name, constant(property)));
        return new JsonTemplate.Fields(fields);
    }

    /** A number or boolean that the file puts into quotes. */
    private JsonTemplate typed(Content value, ValueType type) {
        boolean literal = value instanceof Content.Text text
                && switch (type) {
                    case INTEGER, NUMBER -> NumberText.number(text.text());
                    case BOOLEAN -> text.text().equals("true") || text.text().equals("false");
                    case STRING, ARRAY, OBJECT, ANY -> false;
                };
        return literal ? new JsonTemplate.Literal(((Content.Text) value).text()) : Contents.structure(value, leaf);
    }

    /** The path it reads: {@code mapping}, or a {@code value} that is one. */
    private static @Nullable String path(io.portolan.spec.Output output, boolean mapped) {
        if (output.mapping() != null) {
            return output.mapping();
        }
        return mapped && output.value() instanceof Content.Text text && isPath(text.text()) ? text.text() : null;
    }

    private static boolean isPath(String text) {
        return text.equals("$") || text.startsWith("$.") || text.startsWith("$[");
    }

    private @Nullable JsonPath parse(String path, String where) {
        try {
            return JsonPath.parse(path);
        } catch (PathSyntaxException fault) {
            log.error(where, "'" + path + "' is no JSONPath: column " + fault.column() + ": " + fault.reason());
            return null;
        }
    }
}
