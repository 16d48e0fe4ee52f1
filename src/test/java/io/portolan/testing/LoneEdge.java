package io.portolan.testing;

import static io.portolan.testing.RunningPortolan.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.KeptParts;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.node.Membership;
import io.portolan.bus.node.Nodes.Introduction;
import io.portolan.cluster.HazelcastMembership;
import io.portolan.http.Callers;
import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeVerticle;
import io.portolan.http.RouterMount;
import io.portolan.mcp.McpBackend;
import io.portolan.mcp.McpMount;
import io.portolan.mcp.McpStreams;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.list.CursorKey;
import io.portolan.mcp.server.Seals;
import io.portolan.mcp.server.Serving;
import io.portolan.options.BeatOptions;
import io.portolan.options.McpLimits;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.McpServer;
import io.portolan.plan.RestServer;
import io.portolan.rest.RestBackend;
import io.portolan.rest.RestMount;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The edges of a node that consumes nothing: every call goes to another node. */
public final class LoneEdge {

    private final Vertx vertx;
    private final PortolanOptions options;
    private final BusInvoker invoker;
    private final CallRecorder recorder = new CallRecorder(new SimpleMeterRegistry());
    private final Callers callers = new Callers(guard -> Bindings.of(guard.bindings(), key -> null));

    private LoneEdge(Vertx vertx, PortolanOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.invoker = new BusInvoker(vertx, new LocalConsumers(), options.limits());
    }

    /** One that serves nothing yet, and knows what the nodes serve that are there. */
    public static LoneEdge on(Vertx vertx, PortolanOptions options) {
        LoneEdge edge = new LoneEdge(vertx, options);
        Membership members = HazelcastMembership.of(vertx);
        await(edge.invoker.open(new Introduction("edge", List.of("edge"), "1", members, BeatOptions.defaults())));
        return edge;
    }

    /** Serves REST on a port, 0 for any free one, from so many event loops; gives the port. */
    public int rest(RestServer server, int port, int instances) {
        return serve(new RestMount(server, new RestBackend(invoker, recorder, options, callers)), port, instances);
    }

    /** Serves MCP on any free port, and gives it. */
    public int mcp(McpServer server) {
        McpLimits limits = options.mcp().limits();
        Serving serving = new Serving(
                vertx,
                options,
                invoker,
                recorder,
                "1",
                this::work,
                CursorKey.random(),
                Seals.of(null),
                new KeptParts(vertx, limits.kept().bytes(), limits.keptFor()),
                new Questions());
        McpBackend backend = new McpBackend(serving, callers, new McpStreams(vertx, limits));
        return serve(new McpMount(server, backend), 0, 1);
    }

    private int serve(RouterMount mount, int port, int instances) {
        EdgeOptions edge = new EdgeOptions(
                "127.0.0.1",
                List.of(),
                List.of(),
                options.limits().body(),
                options.timeouts().total().plus(options.timeouts().idle()),
                options.streams().sockets());
        Queue<EdgeVerticle> verticles = new ConcurrentLinkedQueue<>();
        await(vertx.deployVerticle(
                () -> {
                    EdgeVerticle verticle = new EdgeVerticle(port, Duration.ofSeconds(1), edge, List.of(mount));
                    verticles.add(verticle);
                    return verticle;
                },
                new DeploymentOptions().setInstances(instances)));
        return verticles.element().port();
    }

    private Future<Reply> work(Callable<Reply> work) {
        return vertx.executeBlocking(work, false);
    }
}
