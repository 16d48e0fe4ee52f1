package io.portolan.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Progress;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.expr.Expression;
import io.portolan.expr.Value;
import io.portolan.format.JsonTree;
import io.portolan.format.MediaTypes;
import io.portolan.plan.Flow;
import io.portolan.plan.Output;
import io.portolan.plan.Step;
import io.portolan.upstream.RenderedBody;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs a flow of several steps, or of none: one after another, each reading what those before gave. The first answer
 * of an upstream that is no success ends the flow and is its answer.
 */
final class StepsRunner implements Flows.Runner {

    /** Rounds of one step; a list that is longer is refused before its first round. */
    private static final int MOST_ROUNDS = 1000;

    /** Names the step whose answer an error is, since those before it have had their effect. */
    private static final String STEP = "X-Portolan-Step";

    private final Flow flow;
    private final Bindings bindings;
    private final Flows.Means means;
    private final Shaper shaper;

    StepsRunner(Flow flow, Bindings bindings, Flows.Means means, Shaper shaper) {
        this.flow = flow;
        this.bindings = bindings;
        this.means = means;
        this.shaper = shaper;
    }

    @Override
    public Future<Result> run(Invocation invocation, RunningCall call) {
        Requirements.check(flow, invocation);
        return new Run(call, new FlowScope(invocation.arguments(), bindings)).next(0, null);
    }

    /** One run of the flow. */
    private final class Run {

        private final RunningCall call;
        private final FlowScope scope;
        /** The bytes of the answers so far: what texts, look-ups and mappings may have to walk through. */
        private long read;

        Run(RunningCall call, FlowScope scope) {
            this.call = call;
            this.scope = scope;
        }

        Future<Result> next(int index, @Nullable Result last) {
            if (index == flow.steps().size()) {
                return work(() -> answer(last));
            }
            if (call.cancelled()) {
                return Future.failedFuture(RunningCall.cancellation());
            }
            Step step = flow.steps().get(index);
            Step.Turns turns = turns(step);
            if (turns.condition() != null && turns.each() == null && !holds(turns.condition())) {
                return next(index + 1, last);
            }
            Expression each = turns.each();
            Future<StepAnswer> done =
                    each == null ? once(step) : work(() -> rounds(each)).compose(items -> each(index, items));
            return done.compose(answer -> {
                scope.keep(name(step), answer.output());
                Result result = answer.result();
                if (result != null && result.status() >= 400) {
                    return Future.succeededFuture(failed(step, result));
                }
                tell(index + 1, name(step));
                return next(index + 1, result == null ? last : result);
            });
        }

        private <T> Future<T> work(Callable<T> work) {
            return means.bench().work(read, work);
        }

        private Result answer(@Nullable Result last) {
            return switch (flow.output()) {
                case Output.Made made -> Shaper.made(made.shape(), scope);
                case Output.Whole whole -> last == null ? made() : last;
                case Output.Shaped shaped -> last == null ? nothing() : shaper.shape(last, scope);
            };
        }

        /** Where no step asked an upstream, what the last one made is the answer. */
        private Result made() {
            JsonNode output =
                    flow.steps().isEmpty() ? null : scope.step(name(flow.steps().getLast()));
            return output == null
                    ? nothing()
                    : new Result(200, MediaTypes.JSON, List.of(), new Body.Whole(JsonTree.write(output)));
        }

        private Future<StepAnswer> each(int index, List<JsonNode> items) {
            ArrayNode outputs = JsonTree.NODES.arrayNode();
            Future<StepAnswer> rounds = Future.succeededFuture(new StepAnswer(null, outputs));
            for (int round = 0; round < items.size(); round++) {
                Round next = new Round(index, round, items.size(), items.get(round));
                rounds = rounds.compose(before -> round(next, before, outputs));
            }
            return rounds;
        }

        private Future<StepAnswer> round(Round round, StepAnswer before, ArrayNode outputs) {
            Step step = flow.steps().get(round.step());
            Step.Condition condition = turns(step).condition();
            boolean over = before.result() != null && before.result().status() >= 400;
            scope.keep(ITEM, round.item());
            if (over || (condition != null && !holds(condition))) {
                return Future.succeededFuture(before);
            }
            if (call.cancelled()) {
                return Future.failedFuture(RunningCall.cancellation());
            }
            return once(step).map(answer -> {
                outputs.add(answer.output() == null ? JsonTree.NODES.nullNode() : answer.output());
                if (round.index() + 1 < round.of()) {
                    tell(
                            round.step() + (round.index() + 1.0) / round.of(),
                            name(step) + " " + (round.index() + 1) + " of " + round.of());
                }
                return new StepAnswer(answer.result() == null ? before.result() : answer.result(), outputs);
            });
        }

        private void tell(double done, String message) {
            if (call.watched()) {
                call.tell(new Progress(done, flow.steps().size(), message));
            }
        }

        private Future<StepAnswer> once(Step step) {
            return switch (step) {
                case Step.Invoke invoke -> invoke(invoke);
                case Step.Lookup lookup ->
                    work(() -> new StepAnswer(
                            null, Lookups.find(lookup, scope.step(lookup.index()), value(lookup.value()))));
                case Step.Transform transform ->
                    work(() -> new StepAnswer(null, transform.value().render(scope)));
                case Step.Call request -> throw new IllegalStateException("a request among steps");
            };
        }

        private Future<StepAnswer> invoke(Step.Invoke invoke) {
            return work(() -> call(invoke))
                    .compose(request -> means.invoker().invoke(invoke.flow().namespace(), request))
                    .compose(result -> {
                        long work = Shaper.work(result);
                        read += work;
                        return means.bench()
                                .work(work, () -> new StepAnswer(result, Projection.of(result, invoke.projection())));
                    });
        }

        private Invocation call(Step.Invoke invoke) {
            List<@Nullable Value> arguments = new ArrayList<>(invoke.arguments().size());
            for (Expression argument : invoke.arguments()) {
                arguments.add(argument == null ? null : value(argument));
            }
            RenderedBody body = body(invoke);
            return new Invocation(
                            invoke.flow().id(),
                            invoke.flow().digest(),
                            arguments,
                            body == null ? null : body.body(),
                            body == null ? null : body.type() == null ? MediaTypes.JSON : body.type(),
                            List.of(),
                            call.context().unwatched())
                    .repeatable(invoke.flow().repeatable());
        }

        private @Nullable RenderedBody body(Step.Invoke invoke) {
            Value value = invoke.body() == null ? null : value(invoke.body());
            return value != null && invoke.flow().steps().getFirst() instanceof Step.Call request
                    ? RequestBodies.given(value, request.operation())
                    : null;
        }

        private boolean holds(Step.Condition condition) {
            Value right = condition.right() == null ? null : value(condition.right());
            return Conditions.hold(value(condition.left()), condition.comparison(), right);
        }

        private List<JsonNode> rounds(Expression each) {
            Value list = value(each);
            JsonNode items = list == null ? JsonTree.NODES.arrayNode() : list.tree();
            List<JsonNode> rounds = new ArrayList<>();
            if (items.isArray()) {
                items.forEach(rounds::add);
            } else {
                rounds.add(items);
            }
            if (rounds.size() > MOST_ROUNDS) {
                throw new Failure(
                        Kind.TOO_LARGE,
                        "forEach has " + rounds.size() + " items (expected: at most " + MOST_ROUNDS + ")");
            }
            return rounds;
        }

        private @Nullable Value value(Expression expression) {
            return Expressions.value(expression, scope, bindings);
        }
    }

    /**
     * What came of a step.
     *
     * @param result of the upstream; null when none was asked
     * @param output what later steps read
     */
    private record StepAnswer(
            @Nullable Result result, @Nullable JsonNode output) {}

    /** One round of a step. */
    private record Round(int step, int index, int of, JsonNode item) {}

    private static final String ITEM = "item";

    private static String name(Step step) {
        return switch (step) {
            case Step.Invoke invoke -> invoke.name();
            case Step.Lookup lookup -> lookup.name();
            case Step.Transform transform -> transform.name();
            case Step.Call call -> call.operation().name();
        };
    }

    private static Step.Turns turns(Step step) {
        return switch (step) {
            case Step.Invoke invoke -> invoke.turns();
            case Step.Lookup lookup -> lookup.turns();
            case Step.Transform transform -> transform.turns();
            case Step.Call call -> Step.Turns.ONCE;
        };
    }

    private static Result failed(Step step, Result result) {
        List<Header> headers = new ArrayList<>(result.headers());
        headers.add(new Header(STEP, name(step)));
        return new Result(result.status(), result.contentType(), headers, result.body());
    }

    private static Result nothing() {
        return new Result(204, null, List.of(), Body.EMPTY);
    }
}
