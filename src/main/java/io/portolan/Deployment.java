package io.portolan;

import io.portolan.binding.Bindings;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.LocalConsumers;
import io.portolan.consumer.ConsumerSettings;
import io.portolan.consumer.ConsumerVerticle;
import io.portolan.control.ControlMount;
import io.portolan.control.ControlVerticle;
import io.portolan.control.PlanView;
import io.portolan.control.Readiness;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.McpServer;
import io.portolan.plan.PlanJson;
import io.portolan.plan.PlanPrinter;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestServer;
import io.portolan.plan.UpstreamPlan;
import io.portolan.sandbox.Sandbox;
import io.portolan.telemetry.CallRecorder;
import io.portolan.telemetry.Metrics;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verticles of one Portolan: consumers first, then the edges; stopped the other way round. */
final class Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final Vertx vertx;
    private final PortolanPlan plan;
    private final PortolanOptions options;
    private final Metrics metrics;
    private final Readiness readiness = new Readiness();
    private final LocalConsumers consumers = new LocalConsumers();
    private final BusInvoker invoker;
    private final CallRecorder recorder;
    /** What was started, the newest stage first; what is of one stage is closed at once. */
    private final Deque<List<Supplier<Future<?>>>> stages = new ArrayDeque<>();

    Deployment(Vertx vertx, PortolanPlan plan, PortolanOptions options, Metrics metrics) {
        this.vertx = vertx;
        this.plan = plan;
        this.options = options;
        this.metrics = metrics;
        this.invoker = new BusInvoker(vertx, consumers, options.limits());
        this.recorder = new CallRecorder(metrics.registry());
    }

    /**
     * Deploys everything.
     *
     * @param variables gives the value of a key that a file binds
     * @return what listens where; when it fails, {@link #stop()} takes back what was done
     */
    Future<List<Listener>> start(Function<String, @Nullable String> variables) {
        List<Listener> listeners = new ArrayList<>();
        return control()
                .onSuccess(control -> listeners.add(control))
                .compose(control -> options.sandbox() ? sandbox() : real(variables))
                .compose(consuming -> edges())
                .map(edges -> {
                    listeners.addAll(0, edges);
                    readiness.ready();
                    return List.copyOf(listeners);
                });
    }

    /** Not ready any more; then closes the edges, which lets their calls finish, the consumers, and what they stand on. */
    Future<Void> stop() {
        readiness.draining();
        Future<?> closed = Future.succeededFuture();
        while (!stages.isEmpty()) {
            List<Supplier<Future<?>>> stage = stages.pop();
            closed = closed.eventually(
                    () -> Future.join(stage.stream().map(Supplier::get).toList()));
        }
        return closed.eventually(() -> vertx.executeBlocking(() -> {
                    metrics.close();
                    return null;
                }))
                .mapEmpty();
    }

    private void stage() {
        stages.push(new CopyOnWriteArrayList<>());
    }

    private Future<Listener> control() {
        stage();
        int wanted = options.control().port();
        int port = freeOfFiles(wanted);
        if (port != wanted) {
            LOG.atWarn()
                    .addKeyValue("claimed", wanted)
                    .addKeyValue("port", port)
                    .log("control moved, since a capability file claims its port");
        }
        PlanView view = new PlanView(() -> PlanPrinter.print(plan), () -> PlanJson.of(plan));
        ControlVerticle control =
                new ControlVerticle(port, options.control().host(), new ControlMount(readiness, metrics, view));
        return deploy(() -> control, 1)
                .map(id -> new Listener(Listener.Kind.CONTROL, wanted, control.port()))
                .recover(cause -> Edges.cannotListen(port, cause));
    }

    private int freeOfFiles(int wanted) {
        Set<Integer> claimed = new TreeSet<>();
        Stream.concat(
                        plan.restServers().stream().map(RestServer::port),
                        plan.mcpServers().stream().map(McpServer::port))
                .forEach(claimed::add);
        int port = wanted;
        while (port != 0 && claimed.contains(port)) {
            port++;
        }
        return port;
    }

    private Future<Void> sandbox() {
        return Sandbox.start(vertx, plan.upstreams()).compose(sandbox -> {
            stage();
            stages.element().add(sandbox::close);
            return consumers(upstream -> new ConsumerSettings(
                    upstream,
                    sandbox.baseUri(upstream.namespace()),
                    sandbox.bindings(upstream),
                    options,
                    Portolan.INSTANCES));
        });
    }

    private Future<Void> real(Function<String, @Nullable String> variables) {
        return consumers(upstream -> new ConsumerSettings(
                upstream,
                upstream.baseUri(),
                Bindings.of(upstream.bindings(), variables),
                options,
                Portolan.INSTANCES));
    }

    // Each outcome here and in Edges is waited for, so that nothing is still being deployed when all is taken back.
    private Future<Void> consumers(Function<UpstreamPlan, ConsumerSettings> settings) {
        stage();
        return Future.join(plan.upstreams().stream()
                        .map(settings)
                        .map(one -> deploy(
                                () -> new ConsumerVerticle(one, consumers, invoker, recorder), Portolan.INSTANCES))
                        .toList())
                .mapEmpty();
    }

    private Future<List<Listener>> edges() {
        stage();
        return new Edges(this::deploy, plan, options, invoker, recorder).deploy();
    }

    private Future<String> deploy(Supplier<? extends Deployable> verticle, int instances) {
        List<Supplier<Future<?>>> stage = stages.element();
        return vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
                .onSuccess(id -> stage.add(() -> vertx.undeploy(id)));
    }
}
