package io.portolan.compile;

import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Shape;
import io.portolan.expr.ValueType;
import io.portolan.format.Nearest;
import io.portolan.plan.Output;
import io.portolan.plan.Parameters;
import io.portolan.plan.Passthrough;
import io.portolan.plan.Step;
import io.portolan.spec.Action;
import io.portolan.spec.Aggregate;
import io.portolan.spec.Consumes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a flow of what an exposed operation or a tool does. */
final class ActionCompiler {

    /**
     * One operation or tool.
     *
     * @param name of its flow, when it is one of several steps
     * @param exposed null for tools
     */
    record Unit(
            String name,
            Action action,
            List<io.portolan.spec.Output> outputs,
            Calls.@Nullable Exposed exposed,
            String where) {}

    /** Gives what callers can give, once it is known what {@code with} reads. */
    interface Offers {

        Offer of(Wanted wanted);
    }

    /**
     * What is known of the inputs that are needed.
     *
     * @param inPath the names by which the upstream's path is filled, in its order
     * @param inTexts the names that texts read
     * @param contested the names that stand for a parameter of the upstream's path and for another one as well
     */
    record Wanted(List<String> inPath, List<String> inTexts, Set<String> contested) {

        static Wanted of(List<String> inTexts) {
            return new Wanted(List.of(), inTexts, Set.of());
        }
    }

    private final Adapter adapter;
    private final Functions functions;
    private final Variables variables;
    private final ProblemLog log;

    ActionCompiler(Adapter adapter, Functions functions, Variables variables, ProblemLog log) {
        this.adapter = adapter;
        this.functions = functions;
        this.variables = variables;
        this.log = log;
    }

    /** What the file says of the shared flow that this refers to; null when it says nothing. */
    @Nullable
    String description(Action action) {
        Functions.Found found = action instanceof Action.Ref ref ? functions.find(ref.flow()) : null;
        return found == null ? null : found.function().description();
    }

    /** The flow, or null and a problem. */
    @Nullable
    BoundCall compile(Unit unit, Offers offers) {
        return switch (unit.action()) {
            case Action.Call call -> call(unit, call, offers);
            case Action.Steps steps -> steps(unit, steps, offers.of(Wanted.of(Contents.names(steps))));
            case Action.Ref ref -> ref(unit, ref, offers);
            case Action.None none -> mock(unit, offers.of(Wanted.of(List.of())));
        };
    }

    private @Nullable BoundCall call(Unit unit, Action.Call call, Offers offers) {
        Calls.Found found = adapter.calls().find(call, unit.exposed(), unit.where());
        if (found == null) {
            return null;
        }
        Map<String, WithValue> with = adapter.calls().with(found, adapter.namespace(), unit.where());
        Offer offer = offers.of(new Wanted(found.inPath(with), inTexts(with), found.contested()));
        return new CallCompiler(found, with, offer, variables)
                .compile(text -> new OutputCompiler(text, log)
                        .compile(unit.outputs(), found.operation().raw(), unit.where() + ".outputParameters"));
    }

    private BoundCall steps(Unit unit, Action.Steps declared, Offer offer) {
        InputCollector inputs = new InputCollector();
        StepsCompiler compiler = new StepsCompiler(adapter.calls(), offer, variables, log, inputs);
        List<Step> steps = compiler.compile(declared.steps(), unit.where());
        JsonTemplate made = compiler.mappings(declared.mappings(), unit.where());
        Output output = made == null
                ? new OutputCompiler(compiler.texts(), log)
                        .compile(unit.outputs(), Consumes.RawOutput.NONE, unit.where() + ".outputParameters")
                : new Output.Made(new Shape.Constant(made, ValueType.ANY, null));
        return bound(unit.name(), offer, inputs, steps, output);
    }

    /** Without anything to do the answer is what the outputs say: constants, and texts over the inputs. */
    private @Nullable BoundCall mock(Unit unit, Offer offer) {
        if (unit.outputs().isEmpty()) {
            log.error(
                    unit.where(),
                    "nothing to do (expected: call: <namespace>.<operation>, steps, ref, or outputs with a value)");
            return null;
        }
        InputCollector inputs = new InputCollector();
        ArgumentCompiler arguments = new ArgumentCompiler(offer, variables, inputs, StepOutputs.NONE);
        Output output = new Output.Made(
                new OutputCompiler(arguments::text, log).mock(unit.outputs(), unit.where() + ".outputParameters"));
        return bound(unit.name(), offer, inputs, List.of(), output);
    }

    private BoundCall bound(String name, Offer offer, InputCollector inputs, List<Step> steps, Output output) {
        inputs.addUnread(offer, null);
        Parameters parameters = inputs.flow(null);
        return new BoundCall(
                FlowCompiler.steps(adapter.flows(), name, parameters, steps, output),
                inputs.edge(null),
                inputs.places(),
                Passthrough.NONE,
                null);
    }

    private @Nullable BoundCall ref(Unit unit, Action.Ref ref, Offers offers) {
        Functions.Found found = functions.find(ref.flow());
        if (found == null) {
            log.error(
                    unit.where() + ".ref",
                    "unknown flow '" + ref.flow() + "'" + Nearest.hint(ref.flow(), functions.names()));
            return null;
        }
        BoundCall bound = log.sound(found.where()) ? shared(unit, ref, found, offers) : null;
        if (!log.sound(found.where())) {
            log.error(
                    unit.where() + ".ref",
                    "flow '" + ref.flow() + "' is not served (line "
                            + log.at(found.where()).line() + " says why)");
            return null;
        }
        return bound;
    }

    /** What is wrong with the flow itself is said where it stands, once. */
    private @Nullable BoundCall shared(Unit unit, Action.Ref ref, Functions.Found found, Offers offers) {
        Aggregate.Function function = found.function();
        Map<String, WithValue> with = renamed(ref, function, unit.where());
        Unit inner = new Unit(
                unit.name(),
                function.action(),
                function.outputParameters().isEmpty() ? unit.outputs() : function.outputParameters(),
                null,
                found.where());
        return function.action() instanceof Action.Ref
                ? nested(ref, unit)
                : compile(inner, wanted -> new FunctionOffer(found.aggregate(), function, with, offers.of(wanted)));
    }

    private @Nullable BoundCall nested(Action.Ref ref, Unit unit) {
        log.error(
                unit.where() + ".ref",
                "flow '" + ref.flow() + "' is a reference itself (expected: a flow with call or steps)");
        return null;
    }

    private Map<String, WithValue> renamed(Action.Ref ref, Aggregate.Function function, String where) {
        List<String> names =
                function.inputParameters().stream().map(input -> input.name()).toList();
        Map<String, WithValue> with = new LinkedHashMap<>();
        ref.with().forEach((name, content) -> {
            int index = Names.find(name, names);
            if (index < 0) {
                log.warning(
                        where + ".with." + name,
                        "flow '" + ref.flow() + "' has no input '" + name + "'; what stands here is not used"
                                + Nearest.hint(name, names));
            } else {
                with.put(names.get(index), WithValue.read(content, adapter.namespace(), name));
            }
        });
        return with;
    }

    private static List<String> inTexts(Map<String, WithValue> with) {
        return with.values().stream()
                .flatMap(value ->
                        value instanceof WithValue.Made made ? Contents.names(made.content()).stream() : Stream.of())
                .toList();
    }
}
