package io.portolan.consumer;

import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Details;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.expr.Value;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether an invocation has what its flow needs. The edges have checked this, but a caller on the bus may be anybody. */
final class Requirements {

    private Requirements() {}

    /** @throws Failure naming everything that is missing */
    static void check(Flow flow, Invocation invocation) {
        List<Parameter> parameters = flow.parameters().all();
        List<@Nullable Value> arguments = invocation.arguments();
        if (arguments.size() != parameters.size()) {
            throw new Failure(
                    Kind.INVALID_INPUT,
                    flow.id() + " got " + arguments.size() + " arguments (expected: " + parameters.size() + ")");
        }
        List<FieldError> missing = new ArrayList<>(0);
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) == null && parameters.get(i).required()) {
                missing.add(missing("argument", parameters.get(i)));
            }
        }
        Parameter body = flow.parameters().body();
        if (body != null && body.required() && invocation.body() == null) {
            missing.add(missing("body", body));
        }
        if (!missing.isEmpty()) {
            String reason = missing.stream()
                    .map(error -> error.name() + ": " + error.detail())
                    .collect(Collectors.joining("; "));
            throw new Failure(Kind.INVALID_INPUT, reason, new Details(null, null, missing));
        }
    }

    private static FieldError missing(String in, Parameter parameter) {
        return new FieldError(in, parameter.name(), "required parameter is missing");
    }
}
