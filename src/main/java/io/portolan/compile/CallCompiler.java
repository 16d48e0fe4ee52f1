package io.portolan.compile;

import io.portolan.compile.Offer.Input;
import io.portolan.expr.Template;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.plan.RestInput;
import io.portolan.plan.UpstreamParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins what an edge's callers can give with what the called operation needs. Renaming happens here, once: a flow knows
 * the operation's names only, so that the REST and the MCP face of one operation run the same flow.
 */
final class CallCompiler {

    private final ConsumedNamespace namespace;
    private final ConsumedOperation operation;
    private final Map<String, WithValue> with;
    private final Offer offer;

    private final List<Parameter> flowParameters = new ArrayList<>();
    private final List<Parameter> edgeParameters = new ArrayList<>();
    private final List<RestInput> places = new ArrayList<>();

    /**
     * @param with by the operation's own parameter names
     */
    CallCompiler(ConsumedNamespace namespace, ConsumedOperation operation, Map<String, WithValue> with, Offer offer) {
        this.namespace = namespace;
        this.operation = operation;
        this.with = with;
        this.offer = offer;
    }

    BoundCall compile() {
        List<@Nullable Template> arguments = new ArrayList<>();
        for (int index = 0; index < operation.inputs().size(); index++) {
            arguments.add(argument(index));
        }
        Flow flow =
                FlowCompiler.call(namespace, operation, new Parameters(flowParameters, operation.body()), arguments);
        return new BoundCall(flow, new Parameters(edgeParameters, body()), places);
    }

    private Template argument(int index) {
        Template fixed = operation.fixed().get(index);
        UpstreamParameter target = operation.operation().parameters().get(index);
        Parameter like = operation.inputs().get(index);
        return switch (with.get(like.name())) {
            case null -> fixed != null ? fixed : whole(like, offer.filling(target, like));
            case WithValue.Reference reference -> whole(like, offer.named(reference.name(), target, like));
            case WithValue.Text text -> joined(text.template(), target, like);
        };
    }

    private Template whole(Parameter like, Input input) {
        return Template.input(add(like, input), like.name());
    }

    private Template joined(Template template, UpstreamParameter target, Parameter like) {
        return new Template(template.parts().stream()
                .map(part -> part instanceof Template.Input hole ? joined(hole, target, like) : part)
                .toList());
    }

    private Template.Part joined(Template.Input hole, UpstreamParameter target, Parameter like) {
        Input input = offer.named(hole.name(), target, Offer.renamed(hole.name(), like));
        return new Template.Input(
                add(input.parameter(), input), input.parameter().name());
    }

    /** The position of a flow parameter, which is added unless the same input of the edge already fills one. */
    private int add(Parameter parameter, Input input) {
        for (int index = 0; index < edgeParameters.size(); index++) {
            boolean same =
                    edgeParameters.get(index).name().equals(input.parameter().name());
            if (same && places.get(index).equals(input.place())) {
                return index;
            }
        }
        flowParameters.add(parameter);
        edgeParameters.add(input.parameter());
        places.add(input.place());
        return flowParameters.size() - 1;
    }

    private @Nullable Parameter body() {
        Parameter body = operation.body();
        if (body == null) {
            return null;
        }
        return with.get(body.name()) instanceof WithValue.Reference reference
                ? offer.body(reference.name(), body)
                : offer.body(body.name(), body);
    }
}
