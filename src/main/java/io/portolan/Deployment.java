package io.portolan;

import io.portolan.bus.Addresses;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.node.NodeView;
import io.portolan.bus.node.Nodes.Introduction;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.wire.Fence;
import io.portolan.cluster.HazelcastMembership;
import io.portolan.consumer.ConsumerSettings;
import io.portolan.consumer.ConsumerVerticle;
import io.portolan.control.ControlMount;
import io.portolan.control.ControlVerticle;
import io.portolan.control.ControlViews;
import io.portolan.control.PlanView;
import io.portolan.control.Readiness;
import io.portolan.control.ReloadDoor;
import io.portolan.control.StatusView;
import io.portolan.http.CallerCheck;
import io.portolan.mcp.McpStreams;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.portolan.plan.ControlPlan;
import io.portolan.plan.McpServer;
import io.portolan.plan.PlanJson;
import io.portolan.plan.PlanPrinter;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestServer;
import io.portolan.plan.UpstreamPlan;
import io.portolan.sandbox.Sandbox;
import io.portolan.telemetry.BusMeters;
import io.portolan.telemetry.CallRecorder;
import io.portolan.telemetry.Metrics;
import io.portolan.telemetry.StreamMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verticles of one Portolan: the control port, and what runs for the plan. */
final class Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final Vertx vertx;
    private final Metrics metrics;
    private final ReloadDoor door;
    private final Readiness readiness = new Readiness();
    private final SandboxLayer sandbox;
    private final Mounts mounts;
    private final Front front;
    private final boolean listening;
    private final LivePlan live;
    private final BusInvoker invoker;
    private final McpStreams streams;
    private volatile Generation now;
    private volatile List<Listener> listeners = List.of();
    private volatile List<CallerCheck> operators;
    private @Nullable Listener control;
    private @Nullable String controlId;

    /**
     * @param door for the operator
     * @param pipes what to serve instead of ports; null to listen
     */
    Deployment(Vertx vertx, Generation first, Metrics metrics, ReloadDoor door, @Nullable Pipes pipes) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.door = door;
        this.now = first;
        this.operators = first.operators();
        LocalConsumers consumers = new LocalConsumers();
        invoker = new BusInvoker(vertx, consumers, first.options().limits());
        CallRecorder recorder = new CallRecorder(metrics.registry());
        Fence fence = Fence.of(vertx);
        if (vertx.isClustered()) {
            fence.share(first.options().cluster().secret());
        }
        BusMeters.bind(metrics.registry(), fence::refused);
        Streams bodies = Streams.of(vertx);
        bodies.follow(first.options().streams());
        StreamMeters.bind(metrics.registry(), bodies::open, bodies::abandoned, bodies::broken);
        sandbox = new SandboxLayer(vertx);
        streams = new McpStreams(vertx, first.options().mcp().limits());
        mounts = new Mounts(vertx, invoker, recorder, first.options(), streams);
        listening = pipes == null;
        front = pipes == null ? edges() : new PipesFront(vertx, mounts, pipes);
        Fleet<?, ?> fleet = new Fleet<>(
                vertx,
                new Fleet.Kind<>(
                        this::consumers,
                        (settings, number) -> new ConsumerVerticle(settings, number, consumers, invoker, recorder),
                        ConsumerVerticle::learn,
                        ConsumerVerticle::forget));
        live = new LivePlan(has(Role.CONSUMER) ? List.of(sandbox, fleet, front) : List.of(front));
    }

    /**
     * Deploys everything.
     *
     * @return when it fails, {@link #stop()} takes back what was done
     */
    Future<Void> start() {
        return Future.all(introduce().compose(invoker::open), streams.open())
                .compose(listening -> control())
                .compose(control -> follow(now))
                .compose(serving -> invoker.nodes().announce())
                .onSuccess(started -> readiness.ready());
    }

    private Future<Introduction> introduce() {
        return vertx.isClustered()
                ? vertx.executeBlocking(HostName::here).map(name -> introduction(Objects.requireNonNull(name)))
                : Future.succeededFuture(Introduction.NONE);
    }

    private Introduction introduction(String name) {
        return new Introduction(
                name,
                roles(),
                Version.TEXT,
                HazelcastMembership.of(vertx),
                now.options().cluster().beats());
    }

    private List<String> roles() {
        return now.options().roles().stream()
                .sorted()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Goes over to another plan while calls go on; fails with the one before in force. */
    Future<Void> follow(Generation next) {
        String exposed = listening ? Exposure.fault(next.plan(), next.options()) : null;
        if (exposed != null) {
            return Future.failedFuture(new IllegalStateException(exposed));
        }
        next.plan()
                .upstreams()
                .forEach(upstream -> invoker.limit(
                        upstream.namespace(),
                        upstream.limits().over(next.options().limits()).inFlight()));
        return live.follow(next).onSuccess(adopted -> {
            now = next;
            operators = next.operators();
            listeners = listen();
            vertx.eventBus().publish(Addresses.RELOADS, "reloaded");
        });
    }

    /**
     * Not ready any more, for callers and other nodes; then, when balancers had time to notice, closes the edges, which lets
     * their calls finish, the consumers, and what they stand on.
     */
    Future<Void> stop() {
        boolean first = readiness.draining();
        return invoker.nodes()
                .leave()
                .eventually(() -> first ? notice() : Future.<Void>succeededFuture())
                .eventually(live::close)
                .eventually(invoker::close)
                .eventually(streams::close)
                .eventually(mounts::close)
                .eventually(() -> controlId == null ? Future.succeededFuture() : vertx.undeploy(controlId))
                .eventually(() -> {
                    controlId = null;
                    return vertx.executeBlocking(() -> {
                        metrics.close();
                        return null;
                    });
                })
                .mapEmpty();
    }

    /** The nodes of the cluster, this one first; none where there is no cluster. */
    List<NodeView> nodes() {
        return invoker.nodes().views();
    }

    /** Ends when those who choose between nodes have had the time to see that this one is leaving. */
    private Future<Void> notice() {
        long ms = now.options().timeouts().notice().toMillis();
        return ms > 0 && !front.listeners(now).isEmpty() ? vertx.timer(ms).mapEmpty() : Future.succeededFuture();
    }

    private Front edges() {
        return has(Role.EDGE) ? new Edges(vertx, mounts) : Front.NONE;
    }

    private boolean has(Role role) {
        return now.options().roles().contains(role);
    }

    /** What is being served. */
    Generation now() {
        return now;
    }

    /** What listens where, the edges in the order of the plan, control last. */
    List<Listener> listeners() {
        return listeners;
    }

    /** When there is nobody left who could call. */
    Future<Void> ended() {
        return front.ended();
    }

    private List<Listener> listen() {
        List<Listener> all = new ArrayList<>(front.listeners(now));
        if (control != null) {
            all.add(control);
        }
        return List.copyOf(all);
    }

    private Future<Void> control() {
        if (!listening) {
            return Future.succeededFuture();
        }
        PortolanOptions options = now.options();
        int wanted = options.control().port();
        int port = has(Role.EDGE) ? freeOfFiles(wanted, now.plan()) : wanted;
        if (port != wanted) {
            LOG.atWarn()
                    .addKeyValue("claimed", wanted)
                    .addKeyValue("port", port)
                    .log("control moved, since a capability file claims its port");
        }
        PlanView view = new PlanView(() -> PlanPrinter.print(now.plan()), () -> PlanJson.of(now.plan()));
        StatusView status = new StatusView(Version.TEXT, this::served, adapter -> Listener.port(listeners, adapter));
        ControlViews views = new ControlViews(view, status, this::nodes, () -> operators, door);
        ControlMount mount = new ControlMount(readiness, metrics, views);
        ControlVerticle verticle = new ControlVerticle(port, options.control().host(), mount);
        return vertx.deployVerticle(verticle)
                .onSuccess(id -> {
                    controlId = id;
                    control = new Listener(Listener.Kind.CONTROL, wanted, verticle.port());
                })
                .<Void>mapEmpty()
                .recover(cause -> Edges.cannotListen(port, cause));
    }

    private ControlPlan served() {
        ControlPlan all = now.plan().control();
        return has(Role.EDGE) ? all : all.withoutAdapters();
    }

    private static int freeOfFiles(int wanted, PortolanPlan plan) {
        Set<Integer> claimed = Stream.concat(
                        plan.restServers().stream().map(RestServer::port),
                        plan.mcpServers().stream().map(McpServer::port))
                .collect(Collectors.toSet());
        int port = wanted;
        while (port != 0 && claimed.contains(port)) {
            port++;
        }
        return port;
    }

    private Map<String, ConsumerSettings> consumers(Generation generation) {
        Sandbox builtIn = sandbox.sandbox();
        Function<UpstreamPlan, ConsumerSettings> settings = builtIn == null
                ? upstream -> ConsumerSettings.of(
                        upstream, generation.bindings(upstream), generation.options(), Portolan.INSTANCES)
                : upstream -> new ConsumerSettings(
                        upstream,
                        builtIn.baseUri(upstream.namespace()),
                        builtIn.bindings(upstream),
                        generation.options(),
                        Portolan.INSTANCES);
        Map<String, ConsumerSettings> consumers = new HashMap<>();
        generation
                .plan()
                .upstreams()
                .forEach(upstream -> consumers.put(
                        upstream.namespace(), settings.apply(upstream).withSchemas(generation.schemas(upstream))));
        generation
                .plan()
                .flows()
                .forEach(flows -> consumers.put(
                        flows.namespace(),
                        ConsumerSettings.of(
                                flows, generation.bindings(flows), generation.options(), Portolan.INSTANCES)));
        return consumers;
    }
}
