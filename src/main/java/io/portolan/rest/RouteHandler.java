package io.portolan.rest;

import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.ForwardedHeaders;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.http.CallerCheck;
import io.portolan.http.Departure;
import io.portolan.http.Problems;
import io.portolan.http.RequestIds;
import io.portolan.plan.Flow;
import io.portolan.plan.RestOperation;
import io.portolan.telemetry.CallMeter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves one exposed operation: a request becomes an invocation, the result becomes the answer. */
final class RouteHandler implements Endpoint {

    /** Nobody is left to answer; nginx's number, for the metrics alone. */
    private static final int CALLER_GONE = 499;

    private final Flow flow;
    private final Invoker invoker;
    private final CallMeter meter;
    private final Duration total;
    private final Duration streamed;
    private final BodyInput body;
    private final InputBinder binder;
    private final ForwardedInputs forwarded;
    private final boolean repeatable;
    private final @Nullable CallerCheck check;

    RouteHandler(RestOperation operation, RestBackend backend) {
        flow = operation.flow();
        invoker = backend.invoker();
        meter = backend.recorder().meter(flow.namespace(), flow.name(), Surface.REST.word());
        total = flow.bounds().timeouts(backend.options().timeouts()).total();
        streamed = flow.bounds().streams(backend.options().streams()).total();
        body = new BodyInput(operation, backend.options());
        binder = new InputBinder(operation, body);
        forwarded = new ForwardedInputs(operation);
        repeatable = flow.repeatable();
        check = backend.callers().check(operation.guard());
    }

    @Override
    public void handle(RoutingContext context, List<String> captures) {
        long begun = meter.begin();
        HttpServerResponse response = context.response();
        if (check != null && !check.admits(context)) {
            meter.end(begun, response.getStatusCode());
            return;
        }
        body.read(context)
                .compose(sent -> invoke(context, captures, sent))
                .compose(result -> Answers.send(context.request(), result))
                .onFailure(cause -> refuse(context, cause))
                .onComplete(any -> meter.end(begun, response.getStatusCode()));
    }

    private Future<Result> invoke(RoutingContext context, List<String> captures, Body sent) {
        try {
            Invocation invocation = invocation(context, captures, sent);
            Future<Result> result = invoker.invoke(flow.namespace(), invocation);
            Departure.of(context.response(), result, () -> invoker.cancel(invocation.context()));
            return result;
        } catch (RuntimeException notCalled) {
            Body.cancel(sent);
            return Future.failedFuture(notCalled);
        }
    }

    private Invocation invocation(RoutingContext context, List<String> captures, Body sent) {
        HttpServerRequest request = context.request();
        InputBinder.Bound bound = binder.bind(request, captures, sent);
        boolean none = sent instanceof Body.Whole whole && whole.bytes().length() == 0;
        List<Header> headers = none ? forwarded.of(request.headers()) : forwarded.withBody(request.headers());
        Duration longest = sent instanceof Body.Streamed ? streamed : total;
        return new Invocation(
                flow.id(),
                flow.digest(),
                bound.values(),
                none ? null : sent,
                none ? null : request.getHeader(HttpHeaders.CONTENT_TYPE),
                headers,
                bound.query(),
                true,
                repeatable || (flow.oneRequest() && ForwardedHeaders.holdIdempotencyKey(headers)),
                new CallContext(RequestIds.of(context), System.currentTimeMillis() + longest.toMillis(), Surface.REST));
    }

    private static void refuse(RoutingContext context, Throwable cause) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            return;
        }
        if (response.closed()) {
            response.setStatusCode(CALLER_GONE);
        } else {
            Problems.send(context, RestFailures.problem(cause, RequestIds.of(context)));
        }
    }
}
