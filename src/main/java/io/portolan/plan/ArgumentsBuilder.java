package io.portolan.plan;

import io.portolan.expr.TextPattern;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.format.JsonSyntax;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Quote;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what one caller gave into a flow's arguments, or into everything that is wrong with it; the same for every
 * surface. Serves one call.
 */
public final class ArgumentsBuilder {

    private final Parameters parameters;
    private final List<String> places;
    private final @Nullable Value[] values;
    private final List<InputFault> faults = new ArrayList<>(0);

    /** @param place where the caller puts every parameter: {@code argument} */
    public ArgumentsBuilder(Parameters parameters, String place) {
        this(parameters, Collections.nCopies(parameters.all().size(), place));
    }

    /** @param places where the caller puts each parameter, by position: {@code path}, {@code query}, {@code header} */
    public ArgumentsBuilder(Parameters parameters, List<String> places) {
        this.parameters = parameters;
        this.places = places;
        this.values = new Value[parameters.all().size()];
    }

    /** An input that came as text: a path segment, a query value, a header. */
    public ArgumentsBuilder text(int index, String raw) {
        ValueType type = parameters.all().get(index).type();
        switch (type) {
            case STRING, ANY -> values[index] = new Value.Text(raw);
            case INTEGER -> textIf(NumberText.integer(raw), index, raw);
            case NUMBER -> textIf(NumberText.number(raw), index, raw);
            case BOOLEAN -> textIf(raw.equals("true") || raw.equals("false"), index, raw);
            case ARRAY -> texts(index, List.of(raw));
            case OBJECT -> object(index, raw);
        }
        return this;
    }

    /** An input that came as text, perhaps several times. */
    public ArgumentsBuilder texts(int index, List<String> raw) {
        ValueType type = parameters.all().get(index).type();
        boolean several = raw.size() > 1;
        if (type == ValueType.ARRAY || (type == ValueType.ANY && several)) {
            values[index] = new Value.Json(new JsonArray(raw).toBuffer());
        } else if (several) {
            fault(index, "given " + raw.size() + " times (expected: once)");
        } else {
            text(index, raw.getFirst());
        }
        return this;
    }

    /**
     * An input that came as JSON.
     *
     * @param value a string as {@link Value.Text}, a number or boolean as {@link Value.Literal}, an array or object
     *     as {@link Value.Json}; not looked at for null, which counts as absent
     */
    public ArgumentsBuilder json(int index, Kind kind, @Nullable Value value) {
        if (kind == Kind.NULL) {
            return this;
        }
        ValueType type = parameters.all().get(index).type();
        if (!fits(type, kind)) {
            fault(index, mismatch(type, kind));
        } else if (type == ValueType.INTEGER
                && value instanceof Value.Literal literal
                && !NumberText.whole(literal.json())) {
            fault(index, expected(type, literal.json()));
        } else {
            values[index] = value;
        }
        return this;
    }

    /**
     * The body, whose JSON is known to be sound.
     *
     * @param kind null when the caller gave none; a given null fits {@link ValueType#ANY} only
     */
    public ArgumentsBuilder body(String place, @Nullable Kind kind) {
        Parameter body = parameters.body();
        if (body == null) {
            return kind == null ? this : fault(place, "body", "this operation takes no body");
        }
        if (kind == null) {
            return body.required() ? fault(place, body.name(), "required") : this;
        }
        return fits(body.type(), kind) ? this : fault(place, body.name(), mismatch(body.type(), kind));
    }

    /** Something only the surface can see, such as an input no parameter is declared for. */
    public ArgumentsBuilder fault(String place, String name, String detail) {
        faults.add(new InputFault(place, name, detail));
        return this;
    }

    /** The arguments, once every input was given. */
    public Arguments finish() {
        List<Parameter> all = parameters.all();
        for (int index = 0; index < all.size(); index++) {
            checkPattern(index, all.get(index).pattern());
            if (values[index] == null
                    && all.get(index).required()
                    && !faulty(all.get(index).name())) {
                fault(index, "required parameter is missing");
            }
        }
        return faults.isEmpty() ? new Arguments.Bound(Arrays.asList(values)) : new Arguments.Refused(faults);
    }

    private void checkPattern(int index, @Nullable TextPattern pattern) {
        Value value = values[index];
        if (pattern != null && value != null && !pattern.matches(value.text())) {
            fault(index, "expected a text that matches " + pattern + ", got " + Quote.of(value.text()));
        }
    }

    private boolean faulty(String name) {
        return faults.stream().anyMatch(fault -> fault.name().equals(name));
    }

    private void object(int index, String raw) {
        Buffer bytes = Buffer.buffer(raw);
        switch (JsonSyntax.check(bytes)) {
            case JsonSyntax.Sound sound when sound.kind() == Kind.OBJECT -> values[index] = new Value.Json(bytes);
            case JsonSyntax.Sound ignored -> fault(index, expected(ValueType.OBJECT, raw));
            case JsonSyntax.Fault fault ->
                fault(index, "expected a JSON object, got " + Quote.of(raw) + " (" + fault + ")");
        }
    }

    private void textIf(boolean sound, int index, String raw) {
        if (sound) {
            values[index] = new Value.Literal(raw);
        } else {
            fault(index, expected(parameters.all().get(index).type(), raw));
        }
    }

    private void fault(int index, String detail) {
        fault(places.get(index), parameters.all().get(index).name(), detail);
    }

    private static boolean fits(ValueType type, Kind kind) {
        return switch (type) {
            case ANY -> true;
            case STRING -> kind == Kind.STRING;
            case INTEGER, NUMBER -> kind == Kind.NUMBER;
            case BOOLEAN -> kind == Kind.BOOLEAN;
            case ARRAY -> kind == Kind.ARRAY;
            case OBJECT -> kind == Kind.OBJECT;
        };
    }

    private static String expected(ValueType type, String got) {
        return "expected " + phrase(type) + ", got " + Quote.of(got);
    }

    private static String mismatch(ValueType type, Kind kind) {
        return "expected " + phrase(type) + ", got " + phrase(kind);
    }

    private static String phrase(ValueType type) {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case OBJECT -> "a JSON object";
            case ARRAY -> "a JSON array";
            case INTEGER -> "an integer";
            case STRING, NUMBER -> "a " + type.word();
            case ANY -> "any value";
        };
    }

    private static String phrase(Kind kind) {
        return switch (kind) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING, NUMBER, BOOLEAN -> "a " + kind.word();
            case NULL -> "null";
        };
    }
}
