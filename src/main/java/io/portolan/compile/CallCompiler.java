package io.portolan.compile;

import io.portolan.expr.Expression;
import io.portolan.expr.Template;
import io.portolan.plan.Output;
import io.portolan.plan.Parameter;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins what an edge's callers can give with what the called operation needs. Renaming happens here, once: a flow knows
 * the operation's names only, so that the REST and the MCP face of one operation run the same flow.
 */
final class CallCompiler {

    private final Calls.Found found;
    private final Map<String, WithValue> with;
    private final Offer offer;
    private final ArgumentCompiler arguments;
    private final InputCollector inputs = new InputCollector();

    /** @param with by the operation's own parameter names */
    CallCompiler(Calls.Found found, Map<String, WithValue> with, Offer offer, Variables variables) {
        this.found = found;
        this.with = with;
        this.offer = offer;
        this.arguments = new ArgumentCompiler(offer, variables, inputs, StepOutputs.NONE);
    }

    /** @param outputs what the answer is made of, given what the texts in it mean */
    BoundCall compile(Function<Function<String, Template>, Output> outputs) {
        List<@Nullable Expression> values = new ArrayList<>();
        for (int index = 0; index < found.operation().inputs().size(); index++) {
            Parameter like = found.operation().inputs().get(index);
            UpstreamParameter target =
                    found.operation().operation().parameters().get(index);
            values.add(like == null || !offer.gives(target) ? null : argument(target, like));
        }
        Parameter body = found.operation().body();
        Expression content = body == null ? null : content(body);
        Parameter forwarded = content == null ? body : null;
        Output output = outputs.apply(arguments::text);
        Parameter edge = forwarded == null ? null : edge(forwarded);
        inputs.addUnread(offer, edge);
        FlowCompiler.Call call = new FlowCompiler.Call(inputs.flow(forwarded), values, content, output);
        return new BoundCall(
                FlowCompiler.call(found.namespace(), found.operation(), call),
                inputs.edge(edge),
                inputs.places(),
                found.operation().operation().extras().passthrough(),
                found.operation().operation().extras().contentType());
    }

    private Expression argument(UpstreamParameter target, Parameter like) {
        WithValue value = with.get(like.name());
        return value == null ? arguments.filling(target, like) : arguments.value(value, target, like);
    }

    /** What the body is made of; null when it is the caller's. */
    private @Nullable Expression content(Parameter body) {
        return with.get(body.name()) instanceof WithValue.Made made
                ? arguments.made(made.content(), new UpstreamParameter(body.name(), Place.NONE, body.type()), body)
                : null;
    }

    private Parameter edge(Parameter body) {
        return with.get(body.name()) instanceof WithValue.Reference reference
                ? offer.body(reference.name(), body)
                : offer.body(body.name(), body);
    }
}
