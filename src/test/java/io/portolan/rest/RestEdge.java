package io.portolan.rest;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.http.Callers;
import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeVerticle;
import io.portolan.http.RouterMount;
import io.portolan.options.LimitOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.portolan.plan.RestServer;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;

/** A deployed REST edge in front of a lambda, which remembers what reached it. */
final class RestEdge {

    static final Size BODY_LIMIT = new Size(1_000);

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final EdgeVerticle verticle;
    final String deployment;

    private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();

    private RestEdge(Vertx vertx, RestServer plan, Invoker invoker, List<RouterMount> guests) throws TimeoutException {
        Invoker remembering = (namespace, invocation) -> {
            invocations.add(invocation);
            return invoker.invoke(namespace, invocation);
        };
        LimitOptions limits = new LimitOptions(BODY_LIMIT, 10, 10, 10);
        RestBackend backend = new RestBackend(
                remembering,
                new CallRecorder(registry),
                PortolanOptions.defaults().withLimits(limits),
                new Callers(guard -> Bindings.of(guard.bindings(), key -> key.toLowerCase(Locale.ROOT))));
        EdgeOptions options = new EdgeOptions(
                "127.0.0.1", List.of(), List.of("https://app.example"), BODY_LIMIT, Duration.ofMinutes(1));
        List<RouterMount> mounts = new ArrayList<>(guests);
        mounts.add(new RestMount(plan, backend));
        verticle = new EdgeVerticle(plan.port(), backend.options().timeouts().drain(), options, mounts);
        deployment = vertx.deployVerticle(verticle).await(10, SECONDS);
    }

    static RestEdge serving(Vertx vertx, RestServer plan, Invoker invoker, RouterMount... guests)
            throws TimeoutException {
        return new RestEdge(vertx, plan, invoker, List.of(guests));
    }

    /** An edge whose every call ends with this result. */
    static RestEdge answering(Vertx vertx, RestServer plan, Result result) throws TimeoutException {
        return serving(vertx, plan, (namespace, invocation) -> Future.succeededFuture(result));
    }

    /** An edge whose every call ends with {@code {"ok":true}}. */
    static RestEdge of(Vertx vertx, RestServer plan) throws TimeoutException {
        return answering(vertx, plan, json(200, "{\"ok\":true}"));
    }

    static Result json(int status, String text, Header... headers) {
        return new Result(status, "application/json", List.of(headers), new Body.Whole(Buffer.buffer(text)));
    }

    int port() {
        return verticle.port();
    }

    /** Ends the edge; every call is measured then. */
    void stop(Vertx vertx) throws TimeoutException {
        vertx.undeploy(deployment).await(10, SECONDS);
    }

    /** The call that got through, or null when none did. */
    Invocation invocation() {
        return invocations.poll();
    }
}
