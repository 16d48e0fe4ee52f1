package io.portolan.compile;

import io.portolan.plan.Parameter;
import io.portolan.plan.RestInput;
import io.portolan.plan.UpstreamParameter;
import io.portolan.spec.Exposes;

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

    /** The body under this name. */
    Parameter body(String name, Parameter like);

    /** Merges what is declared over what the called operation says. */
    static Parameter merged(Exposes.Input declared, Parameter like, boolean requiredOtherwise) {
        return new Parameter(
                declared.name(),
                Types.of(declared.type(), like.type()),
                declared.required() == null ? requiredOtherwise : declared.required(),
                declared.description() == null ? like.description() : declared.description());
    }

    /** The called operation's parameter under another name. */
    static Parameter renamed(String name, Parameter like) {
        return new Parameter(name, like.type(), like.required(), like.description());
    }
}
