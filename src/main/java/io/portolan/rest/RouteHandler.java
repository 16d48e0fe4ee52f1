package io.portolan.rest;

import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
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
import io.vertx.core.buffer.Buffer;
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
    private final BodyInput body;
    private final InputBinder binder;
    private final ForwardedInputs forwarded;
    private final @Nullable CallerCheck check;

    RouteHandler(RestOperation operation, RestBackend backend) {
        flow = operation.flow();
        invoker = backend.invoker();
        meter = backend.recorder().meter(flow.namespace(), flow.name(), Surface.REST.word());
        total = flow.bounds().total(backend.timeouts());
        body = new BodyInput(operation, flow.bounds().body(backend.limits()));
        binder = new InputBinder(operation, body);
        forwarded = new ForwardedInputs(operation);
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
        body.read(context.request())
                .compose(bytes -> invoke(invocation(context, captures, bytes), response))
                .compose(result -> Answers.send(context.request(), result))
                .onFailure(cause -> refuse(context, cause))
                .onComplete(any -> meter.end(begun, response.getStatusCode()));
    }

    private Future<Result> invoke(Invocation invocation, HttpServerResponse response) {
        Future<Result> result = invoker.invoke(flow.namespace(), invocation);
        Departure.of(response, result, () -> invoker.cancel(invocation.context()));
        return result;
    }

    private Invocation invocation(RoutingContext context, List<String> captures, Buffer bytes) {
        HttpServerRequest request = context.request();
        boolean sent = bytes.length() > 0;
        InputBinder.Bound bound = binder.bind(request, captures, bytes);
        return new Invocation(
                flow.id(),
                flow.digest(),
                bound.values(),
                sent ? new Body.Whole(bytes) : null,
                sent ? request.getHeader(HttpHeaders.CONTENT_TYPE) : null,
                forwarded.of(request.headers()),
                bound.query(),
                new CallContext(RequestIds.of(context), System.currentTimeMillis() + total.toMillis(), Surface.REST));
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
