package io.portolan.compile;

import io.portolan.expr.Expression;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.plan.Parameter;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The parameters of one consumed operation while it is compiled: the declared ones, then those its texts turn out to need. */
final class ParameterTable {

    /** The roots that files put before an input's name. */
    private static final Set<String> ROOTS = Set.of("rest", "tools", "inputs", "input", "params", "parameters", "args");

    private final Variables variables;
    private final List<UpstreamParameter> parameters = new ArrayList<>();
    private final List<@Nullable Parameter> inputs = new ArrayList<>();
    private final Set<Integer> read = new HashSet<>();

    ParameterTable(Variables variables) {
        this.variables = variables;
    }

    List<UpstreamParameter> parameters() {
        return parameters;
    }

    /** By position, what callers on the bus give; null where the file gives the value itself. */
    List<@Nullable Parameter> inputs() {
        return inputs;
    }

    /** Adds one that callers give. */
    int input(UpstreamParameter parameter, boolean required, @Nullable String description) {
        parameters.add(parameter);
        inputs.add(new Parameter(parameter.name(), parameter.type(), required, description));
        return parameters.size() - 1;
    }

    /** Adds one whose value the file gives. */
    void fixed(UpstreamParameter parameter) {
        parameters.add(parameter);
        inputs.add(null);
    }

    /** Fixes the value of one that was added; its own name in there means what callers give under it. */
    void fix(int index, Supplier<Expression> value) {
        UpstreamParameter parameter = parameters.get(index);
        inputs.set(index, null);
        parameters.set(index, parameter.withValue(value.get()));
    }

    /** Whether a text reads it. */
    boolean read(int index) {
        return read.contains(index);
    }

    /** Whether what fills a hole is a number or boolean, since the file says so. */
    boolean literal(Template.Part hole) {
        if (!(hole instanceof Template.Input input)) {
            return false;
        }
        UpstreamParameter parameter = parameters.get(input.index());
        return switch (parameter.type()) {
            case INTEGER, NUMBER, BOOLEAN -> true;
            case STRING, ARRAY, OBJECT, ANY -> parameter.value() instanceof JsonTemplate.Literal;
        };
    }

    /** Turns one that has no place in the request into one that only texts read. */
    void unsent(int index) {
        UpstreamParameter parameter = parameters.get(index);
        Parameter input = inputs.get(index);
        parameters.set(index, new UpstreamParameter(parameter.name(), Place.NONE, parameter.type()));
        inputs.set(index, input == null ? null : new Parameter(input.name(), input.type(), false, input.description()));
    }

    /**
     * What a name in a text of the operation means: an input it declares, a variable, or an input that only texts read
     * and that the file forgot to declare.
     */
    Template.Part meaning(String name) {
        String bare = bare(name);
        int index = indexOf(bare);
        if (index < 0 && variables.meant(name) != null) {
            return new Template.Variable(String.valueOf(variables.meant(name)));
        }
        index = index < 0 ? find(bare) : index;
        if (index >= 0) {
            read.add(index);
            return new Template.Input(index, parameters.get(index).name());
        }
        int fixed = fixed(bare);
        if (fixed >= 0) {
            return new Template.Input(fixed, bare);
        }
        if (bare.equals(name) && variables.read(name) != null) {
            return new Template.Variable(name);
        }
        UpstreamParameter unsent = new UpstreamParameter(bare, Place.NONE, ValueType.ANY);
        return new Template.Input(input(unsent, false, null), bare);
    }

    /** What a text of the operation says. */
    Template text(String text) {
        return Placeholders.value(text, this::meaning);
    }

    /** The position of one whose value the file gives, since texts may read those too, or -1. */
    private int fixed(String name) {
        return IntStream.range(0, parameters.size())
                .filter(index -> parameters.get(index).value() != null
                        && parameters.get(index).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    /** The position of the input of this very name, or -1. */
    private int indexOf(String name) {
        for (int index = 0; index < inputs.size(); index++) {
            Parameter input = inputs.get(index);
            if (input != null && input.name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    /** The position of the input that a name means, or -1. */
    private int find(String name) {
        List<Integer> given = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int index = 0; index < inputs.size(); index++) {
            Parameter input = inputs.get(index);
            if (input != null) {
                given.add(index);
                names.add(input.name());
            }
        }
        int found = Names.find(name, names);
        return found < 0 ? -1 : given.get(found);
    }

    private static String bare(String name) {
        String text = name.startsWith("$this.") ? name.substring("$this.".length()) : name;
        int dot = text.indexOf('.');
        return dot > 0 && ROOTS.contains(text.substring(0, dot)) ? text.substring(dot + 1) : text;
    }
}
