package io.portolan.consumer;

import io.portolan.auth.Credential;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.expr.Expression;
import io.portolan.expr.Scope;
import io.portolan.expr.Value;
import io.portolan.format.MalformedContentException;
import io.portolan.format.MediaTypes;
import io.portolan.plan.Flow;
import io.portolan.plan.Output;
import io.portolan.plan.RequestBody;
import io.portolan.plan.Step;
import io.portolan.plan.UpstreamParameter;
import io.portolan.upstream.Exchange;
import io.portolan.upstream.RenderedBody;
import io.portolan.upstream.RequestEncoder;
import io.portolan.upstream.UpstreamRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a flow that is one upstream request. */
final class CallRunner implements Flows.Runner {

    private final Flow flow;
    private final Step.Call step;
    private final Bindings bindings;
    private final Exchange exchange;
    private final RequestEncoder encoder;
    private final Shaper shaper;
    private final Bench bench;
    private final boolean fixed;

    /** The way to the upstream. */
    record Way(Exchange exchange, Credential credential) {}

    /** @throws MalformedContentException when the schema that the answer needs is missing or is none */
    CallRunner(Flow flow, Step.Call step, ConsumerSettings settings, Way way, Bench bench) {
        this.flow = flow;
        this.step = step;
        this.bindings = settings.bindings();
        this.exchange = way.exchange();
        this.bench = bench;
        this.encoder = new RequestEncoder(step.operation(), settings.baseUri(), way.credential(), bindings);
        this.shaper = new Shaper(flow.output(), settings.schemas());
        this.fixed = step.operation().parameters().stream().anyMatch(parameter -> parameter.value() != null);
    }

    @Override
    public Future<Result> run(Invocation invocation, RunningCall call) {
        Requirements.check(flow, invocation);
        FlowScope scope = new FlowScope(invocation.arguments(), bindings);
        List<@Nullable Value> values = values(scope);
        RenderedBody body = body(invocation, scope, values);
        UpstreamRequest request = encoder.encode(values, invocation, body);
        if (flow.output() instanceof Output.Whole) {
            return exchange.send(request, call);
        }
        return exchange.send(request.withoutStream(), call)
                .compose(answer -> bench.work(Shaper.work(answer), () -> shaper.shape(answer, scope)));
    }

    /** By the operation's positions: what the flow's caller gave, then what the file makes of it. */
    private List<@Nullable Value> values(Scope scope) {
        List<@Nullable Value> values = new ArrayList<>(step.arguments().size());
        for (Expression argument : step.arguments()) {
            values.add(argument == null ? null : Expressions.value(argument, scope, bindings));
        }
        if (fixed) {
            Scope operation = new FlowScope(values, bindings);
            for (int index = 0; index < values.size(); index++) {
                UpstreamParameter parameter = step.operation().parameters().get(index);
                if (parameter.value() != null) {
                    values.set(index, Expressions.value(parameter.value(), operation, bindings));
                }
            }
        }
        return values;
    }

    private @Nullable RenderedBody body(Invocation invocation, Scope scope, List<@Nullable Value> values) {
        if (step.body() != null) {
            Value value = Expressions.value(step.body(), scope, bindings);
            return value == null ? null : RequestBodies.given(value, step.operation());
        }
        return switch (step.operation().body()) {
            case null -> null;
            case RequestBody.Forwarded forwarded -> forwarded(invocation, forwarded.contentType());
            case RequestBody.Rendered rendered -> {
                Scope operation = new FlowScope(values, bindings);
                Expressions.require(rendered.content(), bindings);
                yield RequestBodies.render(rendered, operation);
            }
        };
    }

    private static @Nullable RenderedBody forwarded(Invocation invocation, @Nullable String otherwise) {
        return switch (invocation.body()) {
            case null -> null;
            case Body.Streamed streamed ->
                new RenderedBody(streamed, invocation.contentType() == null ? otherwise : invocation.contentType());
            case Body.Whole whole -> {
                String type = invocation.contentType();
                boolean json = type == null || MediaTypes.isJson(type);
                boolean multipart = otherwise != null && otherwise.startsWith("multipart/");
                yield multipart && json
                        ? RequestBodies.multipart(whole.bytes())
                        : new RenderedBody(whole.bytes(), type == null ? otherwise : type);
            }
        };
    }
}
