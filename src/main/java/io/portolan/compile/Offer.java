package io.portolan.compile;

import io.portolan.expr.TextPattern;
import io.portolan.expr.ValueType;
import io.portolan.plan.Parameter;
import io.portolan.plan.RestInput;
import io.portolan.plan.UpstreamParameter;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the callers of one exposed operation or tool can give. Declared inputs come first; what the file forgot is taken
 * from the called operation.
 */
interface Offer {

    /**
     * One input as an edge offers it.
     *
     * @param place where a REST caller puts it; for MCP it is an argument, and this says nothing
     */
    record Input(Parameter parameter, RestInput place) {}

    /**
     * The input of this name.
     *
     * @param target the parameter it is for
     * @param like the same parameter as callers on the bus see it
     */
    Input named(String name, UpstreamParameter target, Parameter like);

    /** The input that fills a parameter for which {@code with} says nothing. */
    Input filling(UpstreamParameter target, Parameter like);

    /** The namespace under which files name the inputs too. */
    String namespace();

    /** What stands for an input of this name instead of something that callers give; null when they give it. */
    default @Nullable Content constant(String name) {
        return null;
    }

    /** Whether callers may give what goes to this place at all. */
    default boolean gives(UpstreamParameter target) {
        return true;
    }

    /** The offer in which the texts of a constant are read; null for this one. */
    default @Nullable Offer beneath() {
        return null;
    }

    /** The declared inputs that callers give by themselves, read or not: a file that declares one has them accepted. */
    List<Input> declared();

    /** Whether an input of this very name is declared, so that it means nothing else. */
    boolean declares(String name);

    /** The body under this name. */
    Parameter body(String name, Parameter like);

    /** Merges what is declared over what the called operation says. */
    static Parameter merged(Exposes.Input declared, Parameter like, boolean requiredOtherwise) {
        return new Parameter(
                declared.name(),
                Types.of(declared.type(), like.type()),
                declared.required() == null ? requiredOtherwise : declared.required(),
                declared.description() == null ? like.description() : declared.description(),
                declared.pattern() == null ? like.pattern() : TextPattern.of(declared.pattern()));
    }

    /** An input of a list as it stands there, for what nothing else is known of. */
    static Parameter of(Exposes.Input declared) {
        return merged(declared, new Parameter(declared.name(), ValueType.ANY, false, null), false);
    }

    /** The called operation's parameter under another name. */
    static Parameter renamed(String name, Parameter like) {
        return new Parameter(name, like.type(), like.required(), like.description(), like.pattern());
    }
}
