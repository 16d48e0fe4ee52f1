package io.portolan.compile;

import io.portolan.expr.Expression;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.expr.path.JsonPath;
import io.portolan.expr.path.PathSyntaxException;
import io.portolan.format.Nearest;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameter;
import io.portolan.plan.Step;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Action;
import io.portolan.spec.Content;
import io.portolan.spec.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code steps} of one operation, tool or shared flow, and the {@code mappings} behind them. */
final class StepsCompiler {

    private static final Pattern COMPARISON = Pattern.compile("^(.*?)\\s*(==|!=|<=|>=|<|>)\\s*(.*)$");

    private final Calls calls;
    private final Offer offer;
    private final Variables variables;
    private final ProblemLog log;
    private final InputCollector inputs;
    private final List<Step> steps = new ArrayList<>();
    private StepOutputs outputs = StepOutputs.NONE;

    StepsCompiler(Calls calls, Offer offer, Variables variables, ProblemLog log, InputCollector inputs) {
        this.calls = calls;
        this.offer = offer;
        this.variables = variables;
        this.log = log;
        this.inputs = inputs;
    }

    List<Step> compile(List<Action.Step> declared, String where) {
        for (int index = 0; index < declared.size(); index++) {
            Action.Step step = declared.get(index);
            String here = where + ".steps[" + index + "]";
            if (outputs.has(step.name()) || step.name().equals(StepOutputs.ITEM)) {
                log.error(here + ".name", "step '" + step.name() + "' is there before (expected: a name of its own)");
            }
            Step compiled = step(step, here);
            if (compiled != null) {
                steps.add(compiled);
            }
            outputs = outputs.and(step.name());
        }
        return steps;
    }

    /** What a text behind the steps means. */
    Function<String, Template> texts() {
        return arguments(outputs)::text;
    }

    /** What the answer is made of; null when the mappings say nothing. */
    @Nullable
    JsonTemplate mappings(List<Action.Mapping> mappings, String where) {
        return mappings.isEmpty() ? null : structure(mappings, arguments(outputs), where);
    }

    private @Nullable Step step(Action.Step step, String where) {
        StepOutputs readable = step.forEach() == null ? outputs : outputs.and(StepOutputs.ITEM);
        ArgumentCompiler inside = arguments(readable);
        Step.Turns turns = turns(step, inside);
        return switch (step.work()) {
            case Action.CallWork work -> invoke(step.name(), turns, work.call(), inside, where);
            case Action.LookupWork work -> lookup(step.name(), turns, work, inside, where);
            case Action.TransformWork work ->
                new Step.Transform(step.name(), turns, structure(work.mappings(), inside, where));
            case Action.OtherWork other -> {
                log.error(
                        where + ".type",
                        "steps of type '" + other.type() + "' are not run (expected: call, lookup or transform)");
                yield null;
            }
        };
    }

    private ArgumentCompiler arguments(StepOutputs readable) {
        return new ArgumentCompiler(offer, variables, inputs, readable);
    }

    private Step.Turns turns(Action.Step step, ArgumentCompiler inside) {
        Expression each = step.forEach() == null ? null : arguments(outputs).operand(step.forEach());
        Step.Condition condition = step.condition() == null ? null : condition(step.condition(), inside);
        return each == null && condition == null ? Step.Turns.ONCE : new Step.Turns(condition, each);
    }

    private static Step.Condition condition(String text, ArgumentCompiler inside) {
        Matcher comparison = COMPARISON.matcher(text.trim());
        return comparison.matches()
                ? new Step.Condition(
                        operand(comparison.group(1), inside), comparison.group(2), operand(comparison.group(3), inside))
                : new Step.Condition(operand(text, inside), null, null);
    }

    private static Expression operand(String text, ArgumentCompiler inside) {
        String bare = text.trim();
        boolean quoted = bare.length() > 1
                && (bare.charAt(0) == '\'' || bare.charAt(0) == '"')
                && bare.charAt(bare.length() - 1) == bare.charAt(0);
        return quoted ? Template.text(bare.substring(1, bare.length() - 1)) : inside.operand(bare);
    }

    private @Nullable Step invoke(
            String name, Step.Turns turns, Action.Call call, ArgumentCompiler inside, String where) {
        Calls.Found found = calls.find(call, null, where);
        if (found == null) {
            return null;
        }
        Map<String, WithValue> with = calls.with(found, offer.namespace(), where);
        Flow flow = FlowCompiler.operation(found.namespace(), found.operation());
        List<@Nullable Expression> arguments = new ArrayList<>();
        for (int index = 0; index < found.operation().inputs().size(); index++) {
            Parameter like = found.operation().inputs().get(index);
            if (like != null) {
                UpstreamParameter target =
                        found.operation().operation().parameters().get(index);
                arguments.add(argument(with.get(like.name()), target, like, inside));
            }
        }
        Parameter body = found.operation().body();
        Expression content = body == null ? null : argument(with.get(body.name()), nowhere(body.name()), body, inside);
        return new Step.Invoke(name, turns, flow, arguments, content, projection(found.operation(), where));
    }

    /** An optional parameter for which nothing is said or declared is not sent: a step gets what it is given. */
    private @Nullable Expression argument(
            @Nullable WithValue value, UpstreamParameter target, Parameter like, ArgumentCompiler inside) {
        if (value != null) {
            return inside.value(value, target, like);
        }
        return like.required() || offer.declares(like.name()) ? inside.filling(target, like) : null;
    }

    private Map<String, JsonPath> projection(ConsumedOperation operation, String where) {
        Map<String, JsonPath> projection = new LinkedHashMap<>();
        for (Output output : operation.outputs()) {
            if (output.name() != null && output.value() instanceof Content.Text text) {
                JsonPath path = path(text.text(), where);
                if (path != null) {
                    projection.put(output.name(), path);
                }
            }
        }
        return projection;
    }

    private @Nullable JsonPath path(String text, String where) {
        try {
            return JsonPath.parse(text);
        } catch (PathSyntaxException e) {
            log.warning(where, "'" + text + "' is no JSONPath: " + e.getMessage());
            return null;
        }
    }

    private @Nullable Step lookup(
            String name, Step.Turns turns, Action.LookupWork work, ArgumentCompiler inside, String where) {
        if (!outputs.has(work.index())) {
            log.error(
                    where + ".index",
                    "no step before has the name '" + work.index() + "'" + Nearest.hint(work.index(), outputs.names()));
            return null;
        }
        Expression value = inside.text(work.lookupValue());
        return new Step.Lookup(name, turns, work.index(), work.match(), value, work.outputs());
    }

    private JsonTemplate structure(List<Action.Mapping> mappings, ArgumentCompiler inside, String where) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int index = 0; index < mappings.size(); index++) {
            Action.Mapping mapping = mappings.get(index);
            JsonTemplate value = Contents.structure(mapping.value(), inside::text);
            if (!put(tree, mapping.target(), value)) {
                log.error(
                        where + ".mappings[" + index + "]",
                        "target '" + mapping.target() + "' is there before (expected: a place of its own)");
            }
        }
        return fields(tree);
    }

    /** A dotted target is a member inside a member. Whether there was room for it. */
    @SuppressWarnings("unchecked") // The tree holds templates and trees alone.
    private static boolean put(Map<String, Object> tree, String target, JsonTemplate value) {
        int dot = target.indexOf('.');
        if (dot <= 0 || dot == target.length() - 1) {
            return tree.putIfAbsent(target, value) == null;
        }
        return tree.computeIfAbsent(target.substring(0, dot), absent -> new LinkedHashMap<String, Object>())
                        instanceof Map<?, ?> inner
                && put((Map<String, Object>) inner, target.substring(dot + 1), value);
    }

    private static JsonTemplate fields(Map<?, ?> tree) {
        Map<String, JsonTemplate> fields = new LinkedHashMap<>();
        tree.forEach((name, value) -> fields.put(
                String.valueOf(name), value instanceof JsonTemplate template ? template : fields((Map<?, ?>) value)));
        return new JsonTemplate.Fields(fields);
    }

    private static UpstreamParameter nowhere(String name) {
        return new UpstreamParameter(name, Place.NONE, ValueType.ANY);
    }
}
