package io.portolan;

import io.portolan.bus.Invoker;
import io.portolan.http.RouterMount;
import io.portolan.mcp.McpMount;
import io.portolan.mcp.McpVerticle;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.McpServer;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestServer;
import io.portolan.rest.RestBackend;
import io.portolan.rest.RestVerticle;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The REST and MCP verticles. Where files of both kinds name one port, the REST verticle serves both. */
final class Edges {

    /** Deploys so many instances of a verticle. */
    interface Deployer {

        Future<String> deploy(Supplier<? extends Deployable> verticle, int instances);
    }

    /** A verticle, and the port it listens on once it is deployed. */
    private record Edge(Deployable verticle, IntSupplier port) {}

    /**
     * To Vert.x a port below 0 is any free one, the same for all who use the number. They run through the process, so
     * that two Portolans on one Vert.x never meet.
     */
    private static final AtomicInteger ANY_FREE = new AtomicInteger();

    private final Deployer deployer;
    private final PortolanPlan plan;
    private final PortolanOptions options;
    private final Invoker invoker;
    private final CallRecorder recorder;

    Edges(Deployer deployer, PortolanPlan plan, PortolanOptions options, Invoker invoker, CallRecorder recorder) {
        this.deployer = deployer;
        this.plan = plan;
        this.options = options;
        this.invoker = invoker;
        this.recorder = recorder;
    }

    /** What listens where, in the order of the plan, REST first. */
    Future<List<Listener>> deploy() {
        List<Future<Listener>> listeners = new ArrayList<>();
        plan.restServers().forEach(server -> listeners.add(rest(server)));
        plan.mcpServers().forEach(server -> listeners.add(mcp(server)));
        return Future.join(listeners).map(all -> List.copyOf(all.<Listener>list()));
    }

    private Future<Listener> rest(RestServer server) {
        RestServer there = new RestServer(port(server.port()), server.routes());
        return listen(server.port(), () -> {
                    List<RouterMount> guests = plan.mcpServers().stream()
                            .filter(mcp -> shared(server, mcp))
                            .map(mcp -> (RouterMount) new McpMount(mcp, options, invoker, recorder, Version.TEXT))
                            .toList();
                    RestVerticle verticle = new RestVerticle(there, options.rest(), backend(), guests);
                    return new Edge(verticle, verticle::port);
                })
                .map(port -> new Listener(Listener.Kind.REST, server.port(), port));
    }

    private RestBackend backend() {
        return new RestBackend(invoker, recorder, options.limits(), options.timeouts());
    }

    private Future<Listener> mcp(McpServer server) {
        if (plan.restServers().stream().anyMatch(rest -> shared(rest, server))) {
            return Future.succeededFuture(new Listener(Listener.Kind.MCP, server.port(), server.port()));
        }
        McpServer there = new McpServer(port(server.port()), server.endpoints());
        return listen(server.port(), () -> {
                    McpVerticle verticle = new McpVerticle(there, options, invoker, recorder, Version.TEXT);
                    return new Edge(verticle, verticle::port);
                })
                .map(port -> new Listener(Listener.Kind.MCP, server.port(), port));
    }

    private boolean shared(RestServer rest, McpServer mcp) {
        return rest.port() != 0
                && rest.port() == mcp.port()
                && options.rest().host().equals(options.mcp().host());
    }

    private static int port(int wanted) {
        return wanted == 0 ? ANY_FREE.decrementAndGet() : wanted;
    }

    private Future<Integer> listen(int wanted, Supplier<Edge> edges) {
        List<Edge> made = new CopyOnWriteArrayList<>();
        Supplier<Deployable> verticles = () -> {
            Edge edge = edges.get();
            made.add(edge);
            return edge.verticle();
        };
        return deployer.deploy(verticles, Portolan.INSTANCES)
                .map(id -> made.getFirst().port().getAsInt())
                .recover(cause -> cannotListen(wanted, cause));
    }

    /** Fails with the port, and with the way out. */
    static <T> Future<T> cannotListen(int port, Throwable cause) {
        return Future.failedFuture(new IllegalStateException(
                "cannot listen on port " + port + ": " + cause.getMessage()
                        + " (rest.port, mcp.port and control.port move the ports)",
                cause));
    }
}
