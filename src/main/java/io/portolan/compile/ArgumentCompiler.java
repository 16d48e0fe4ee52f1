package io.portolan.compile;

import io.portolan.expr.Expression;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.plan.Parameter;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Content;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what {@code with} and other texts of an adapter say into expressions over the flow's inputs, which it collects
 * on the way. A name means, in this order: an output of an earlier step, a declared input, a variable, an input that
 * the file forgot to declare.
 */
final class ArgumentCompiler {

    private static final Parameter ANYTHING = new Parameter("value", ValueType.ANY, false, null);
    private static final UpstreamParameter NOWHERE = new UpstreamParameter("value", Place.NONE, ValueType.ANY);

    private final Offer offer;
    private final Variables variables;
    private final InputCollector inputs;
    private final StepOutputs outputs;
    /** The constants that are being read, so that one that names itself ends. */
    private final Set<String> open = new HashSet<>();

    ArgumentCompiler(Offer offer, Variables variables, InputCollector inputs, StepOutputs outputs) {
        this.offer = offer;
        this.variables = variables;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    Offer offer() {
        return offer;
    }

    /**
     * The value of a parameter for which {@code with} says this.
     *
     * @param target where it goes
     * @param like as callers on the bus see it
     */
    Expression value(WithValue value, UpstreamParameter target, Parameter like) {
        return switch (value) {
            case WithValue.Reference reference -> reference(reference.name(), target, like);
            case WithValue.Made made -> made(made.content(), target, like);
        };
    }

    /** The value of a parameter for which {@code with} says nothing. */
    Expression filling(UpstreamParameter target, Parameter like) {
        Content constant = constant(like.name());
        return constant == null
                ? whole(offer.filling(target, like), like)
                : closing(like.name(), beneath().made(constant, target, like));
    }

    /** What reads the texts of constants: those of a shared flow's inputs are the adapter's. */
    private ArgumentCompiler beneath() {
        Offer beneath = offer.beneath();
        return beneath == null ? this : new ArgumentCompiler(beneath, variables, inputs, StepOutputs.NONE);
    }

    /** A constant, a text with placeholders, or a structure of them. */
    Expression made(Content content, UpstreamParameter target, Parameter like) {
        return content instanceof Content.Text text
                ? leaf(text.text(), target, like)
                : Contents.structure(content, text -> leaf(text, target, member(like)));
    }

    /** An input inside a structure may be anything, and is left out when it is missing. */
    private static Parameter member(Parameter like) {
        return new Parameter(like.name(), ValueType.ANY, false, null);
    }

    /** A text that goes nowhere in particular. */
    Template text(String text) {
        return leaf(text, NOWHERE, ANYTHING);
    }

    /** A side of a condition, or a list: there the output of a step may be named without braces. */
    Template operand(String text) {
        Template.Part output = text.indexOf('.') > 0 ? outputs.named(text) : null;
        return output == null ? text(text) : new Template(List.of(output));
    }

    /** A text that may be a path into the output of a step, an input's name, or hold placeholders. */
    Template leaf(String text, UpstreamParameter target, Parameter like) {
        Template.Part output = outputs.path(text);
        if (output != null) {
            return new Template(List.of(output));
        }
        String reference = WithValue.reference(text, offer.namespace());
        return reference == null
                ? Placeholders.split(text, name -> parts(name, target, Placeholders.lone(text) ? like : inText(like)))
                : new Template(parts(reference, target, like));
    }

    /** An input beside a text is joined to it, whatever its type. */
    private static Parameter inText(Parameter like) {
        return new Parameter(like.name(), ValueType.ANY, like.required(), like.description());
    }

    private Expression reference(String name, UpstreamParameter target, Parameter like) {
        Template.Part output = outputs.named(name);
        if (output != null) {
            return new Template(List.of(output));
        }
        Content constant = constant(name);
        return constant == null
                ? whole(offer.named(name, target, like), like)
                : closing(name, beneath().made(constant, target, like));
    }

    private @Nullable Content constant(String name) {
        Content constant = open.contains(name) ? null : offer.constant(name);
        if (constant != null) {
            open.add(name);
        }
        return constant;
    }

    private <T> T closing(String name, T made) {
        open.remove(name);
        return made;
    }

    private Expression whole(Offer.Input input, Parameter like) {
        return Template.input(inputs.add(like, input), like.name());
    }

    private List<Template.Part> parts(String name, UpstreamParameter target, Parameter like) {
        String reference = WithValue.reference(name, offer.namespace());
        String bare = reference == null ? name : reference;
        Template.Part output = outputs.named(bare);
        if (output != null) {
            return List.of(output);
        }
        Content constant = constant(bare);
        if (constant != null) {
            return closing(bare, beneath().spliced(constant, target, like));
        }
        String variable = reference == null && !offer.declares(name) ? variables.read(name) : null;
        return List.of(variable == null ? input(bare, target, like) : new Template.Variable(variable));
    }

    private Template.Part input(String name, UpstreamParameter target, Parameter like) {
        Offer.Input input = offer.named(name, target, Offer.renamed(name, like));
        return new Template.Input(
                inputs.add(input.parameter(), input), input.parameter().name());
    }

    private List<Template.Part> spliced(Content constant, UpstreamParameter target, Parameter like) {
        return switch (constant) {
            case Content.Text text ->
                new ArrayList<>(leaf(text.text(), target, like).parts());
            case Content.Literal literal -> List.of(new Template.Text(literal.json()));
            case Content.Items items -> List.of();
            case Content.Fields fields -> List.of();
        };
    }
}
