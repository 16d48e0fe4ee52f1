package io.portolan.consumer;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.expr.Value;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.plan.Arguments;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Vert.x app gave, in the positions of the flow.
 *
 * @param body the JSON text under the body parameter's name; null when there is none
 */
record PublicArguments(List<@Nullable Value> values, Body.@Nullable Whole body) {

    private static final String PLACE = "argument";

    /**
     * Binds parameters by name.
     *
     * @throws Failure naming everything that is unknown, missing or of the wrong type
     */
    static PublicArguments of(Parameters parameters, JsonObject given) {
        ArgumentsBuilder builder = new ArgumentsBuilder(parameters, PLACE);
        Parameter body = parameters.body();
        for (Map.Entry<String, Object> entry : given) {
            int index = parameters.indexOf(entry.getKey());
            Kind kind = kind(entry.getValue());
            if (kind == null) {
                builder.fault(PLACE, entry.getKey(), "expected a JSON value");
            } else if (index >= 0) {
                builder.json(index, kind, value(entry.getValue()));
            } else if (body == null || !body.name().equals(entry.getKey())) {
                builder.fault(PLACE, entry.getKey(), unknown(parameters, entry.getKey()));
            }
        }
        Object content = body == null ? null : given.getValue(body.name());
        boolean withBody = body != null && given.containsKey(body.name());
        builder.body(PLACE, withBody ? kind(content) : null);
        return switch (builder.finish()) {
            case Arguments.Bound bound ->
                new PublicArguments(bound.values(), withBody ? new Body.Whole(Json.encodeToBuffer(content)) : null);
            case Arguments.Refused refused -> throw new Failure(Failure.Kind.INVALID_INPUT, refused.detail());
        };
    }

    private static @Nullable Kind kind(@Nullable Object value) {
        return switch (value) {
            case null -> Kind.NULL;
            case CharSequence text -> Kind.STRING;
            case Boolean truth -> Kind.BOOLEAN;
            case Double number when !Double.isFinite(number) -> null;
            case Float number when !Float.isFinite(number) -> null;
            case Number number -> Kind.NUMBER;
            case JsonObject object -> Kind.OBJECT;
            case JsonArray array -> Kind.ARRAY;
            default -> null;
        };
    }

    private static @Nullable Value value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case JsonObject object -> new Value.Json(object.toBuffer());
            case JsonArray array -> new Value.Json(array.toBuffer());
            case Number number -> new Value.Literal(Json.encode(number));
            case Boolean truth -> new Value.Literal(truth.toString());
            default -> new Value.Text(value.toString());
        };
    }

    private static String unknown(Parameters parameters, String name) {
        List<String> known = Stream.concat(parameters.all().stream(), Stream.ofNullable(parameters.body()))
                .map(Parameter::name)
                .toList();
        String nearest = Nearest.to(name, known);
        if (nearest != null) {
            return "unknown parameter (did you mean " + Quote.of(nearest) + "?)";
        }
        return known.isEmpty()
                ? "unknown parameter (expected: none)"
                : known.stream().collect(Collectors.joining(", ", "unknown parameter (expected: ", ")"));
    }
}
