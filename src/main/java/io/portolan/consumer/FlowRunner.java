package io.portolan.consumer;

import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Details;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.expr.Scope;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameter;
import io.portolan.plan.Step;
import io.portolan.upstream.Exchange;
import io.portolan.upstream.Refusals;
import io.portolan.upstream.RequestEncoder;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one flow: its steps one after another, the answer of the last being the answer of all. */
final class FlowRunner {

    private final Flow flow;
    private final Bindings bindings;
    private final Exchange exchange;
    private final List<ReadyStep> steps;

    /** A step with everything made that does not depend on the caller. */
    private record ReadyStep(Step.Call call, RequestEncoder encoder) {}

    /** What a flow's templates read. */
    private record Arguments(List<@Nullable Value> values, Bindings bindings) implements Scope {

        @Override
        public @Nullable Value input(int index) {
            return values.get(index);
        }

        @Override
        public @Nullable String variable(String name) {
            return bindings.value(name);
        }
    }

    FlowRunner(Flow flow, Bindings bindings, Exchange exchange, Function<Step.Call, RequestEncoder> encoders) {
        this.flow = flow;
        this.bindings = bindings;
        this.exchange = exchange;
        this.steps = flow.steps().stream()
                .map(step -> switch (step) {
                    case Step.Call call -> new ReadyStep(call, encoders.apply(call));
                })
                .toList();
    }

    /** @throws Failure when the input does not fit; then nothing was sent */
    Future<Result> run(Invocation invocation) {
        require(invocation);
        Arguments arguments = new Arguments(invocation.arguments(), bindings);
        Future<Result> answer = call(steps.get(0), arguments, invocation);
        for (ReadyStep step : steps.subList(1, steps.size())) {
            answer = answer.compose(previous -> call(step, arguments, invocation));
        }
        return answer;
    }

    private Future<Result> call(ReadyStep step, Arguments arguments, Invocation invocation) {
        Body body = step.call().forwardsBody() ? invocation.body() : null;
        return exchange.send(
                step.encoder().encode(values(step.call(), arguments), invocation, body), invocation.context());
    }

    private List<@Nullable Value> values(Step.Call call, Arguments arguments) {
        List<@Nullable Value> values = new ArrayList<>(call.arguments().size());
        for (Template template : call.arguments()) {
            values.add(template == null ? null : value(template, arguments));
        }
        return values;
    }

    private @Nullable Value value(Template template, Arguments arguments) {
        Value value = template.value(arguments);
        if (value == null) {
            for (String variable : template.variables()) {
                if (bindings.value(variable) == null) {
                    throw Refusals.unset(variable, bindings);
                }
            }
        }
        return value;
    }

    // The edges have checked this, but a caller on the bus may be anybody.
    private void require(Invocation invocation) {
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
            throw new Failure(Kind.INVALID_INPUT, reason(missing), new Details(null, null, missing));
        }
    }

    private static FieldError missing(String in, Parameter parameter) {
        return new FieldError(in, parameter.name(), "required parameter is missing");
    }

    private static String reason(List<FieldError> missing) {
        StringBuilder reason = new StringBuilder();
        for (FieldError error : missing) {
            reason.append(reason.isEmpty() ? "" : "; ")
                    .append(error.name())
                    .append(": ")
                    .append(error.detail());
        }
        return reason.toString();
    }
}
