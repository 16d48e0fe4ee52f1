package io.portolan.control;

import io.portolan.bus.node.NodeView;
import io.portolan.http.CallerCheck;
import io.portolan.http.RouterMount;
import io.portolan.telemetry.Metrics;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health, metrics, status, the plan and the cluster, and the door to a reload. */
public final class ControlMount implements RouterMount {

    private static final Logger LOG = LoggerFactory.getLogger(ControlMount.class);

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** Prometheus' text exposition format. */
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final Metrics metrics;
    private final ControlViews views;
    private final long started = System.nanoTime();

    public ControlMount(Readiness readiness, Metrics metrics, ControlViews views) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.views = views;
    }

    @Override
    public void mount(Router router) {
        serve(router, "/health/live", this::live);
        serve(router, "/livez", this::live);
        serve(router, "/health/ready", this::ready);
        serve(router, "/readyz", this::ready);
        serve(router, "/metrics", operators(this::metrics));
        serve(router, "/plan", operators(this::plan));
        serve(router, "/status", operators(this::status));
        serve(router, "/cluster", operators(this::cluster));
        router.post("/reload").handler(operators(this::reload));
        router.route("/reload").handler(context -> refuseMethod(context, "POST"));
    }

    /** Health is for machines that have nothing to show; the rest tells of what is served, or changes it. */
    private Handler<RoutingContext> operators(Handler<RoutingContext> handler) {
        return context -> {
            List<CallerCheck> checks = views.operators().get();
            if (checks.isEmpty() || checks.stream().anyMatch(check -> check.accepts(context.request()))) {
                handler.handle(context);
            } else {
                CallerCheck.refuse(context, checks);
            }
        };
    }

    private static void serve(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
        router.route(path).handler(context -> refuseMethod(context, "GET, HEAD"));
    }

    private void live(RoutingContext context) {
        send(context, 200, JSON, new JsonObject().put("status", "UP").toBuffer());
    }

    private void ready(RoutingContext context) {
        Readiness.State state = readiness.state();
        boolean up = state == Readiness.State.READY;
        JsonObject body = new JsonObject()
                .put("status", up ? "UP" : "DOWN")
                .put("state", state.name().toLowerCase(Locale.ROOT));
        send(context, up ? 200 : 503, JSON, body.toBuffer());
    }

    private void metrics(RoutingContext context) {
        sendLater(context, EXPOSITION, () -> Buffer.buffer(metrics.scrape()));
    }

    private void plan(RoutingContext context) {
        if (prefersJson(context)) {
            sendLater(context, JSON, () -> views.plan().json().get().toBuffer());
        } else {
            sendLater(context, TEXT, () -> Buffer.buffer(views.plan().text().get()));
        }
    }

    private void cluster(RoutingContext context) {
        List<NodeView> nodes = views.nodes().get();
        if (prefersJson(context)) {
            send(context, 200, JSON, NodesText.json(nodes).toBuffer());
        } else {
            send(context, 200, TEXT, Buffer.buffer(NodesText.table(nodes)));
        }
    }

    private void reload(RoutingContext context) {
        views.reload()
                .reload()
                .onSuccess(outcome -> send(
                        context,
                        outcome.taken() ? 200 : 409,
                        JSON,
                        outcome.report().toBuffer()))
                .onFailure(context::fail);
    }

    private void status(RoutingContext context) {
        sendLater(
                context,
                JSON,
                () -> Status.of(views.status(), readiness.state(), Duration.ofNanos(System.nanoTime() - started))
                        .toBuffer());
    }

    /** The first type of the caller's that is one of ours decides; text when none is. */
    private static boolean prefersJson(RoutingContext context) {
        for (MIMEHeader accepted : context.parsedHeaders().accept()) {
            switch (accepted.component()) {
                case "application" -> {
                    if (accepted.subComponent().equals("json")) {
                        return true;
                    }
                }
                case "text", "*" -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    /** For bodies that take long to make: thousands of series or operations. */
    private static void sendLater(RoutingContext context, String mediaType, Callable<Buffer> body) {
        context.vertx()
                .executeBlocking(body, false)
                .onSuccess(bytes -> send(context, 200, mediaType, bytes))
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, int status, String mediaType, Buffer body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body)
                .onFailure(gone -> LOG.atDebug().addKeyValue("error", gone).log("answer was not sent"));
    }

    private static void refuseMethod(RoutingContext context, String allowed) {
        // RFC 9110 15.5.6: a 405 lists the methods that would work.
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        context.fail(405);
    }
}
