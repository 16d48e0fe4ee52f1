package io.portolan;

import io.portolan.bus.Invoker;
import io.portolan.bus.KeptParts;
import io.portolan.http.Callers;
import io.portolan.http.EdgeOptions;
import io.portolan.http.RouterMount;
import io.portolan.mcp.McpBackend;
import io.portolan.mcp.McpMount;
import io.portolan.mcp.McpStreams;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.list.CursorKey;
import io.portolan.mcp.server.McpMethods;
import io.portolan.mcp.server.Seals;
import io.portolan.mcp.server.Serving;
import io.portolan.options.McpLimits;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.RestOptions;
import io.portolan.options.Secret;
import io.portolan.plan.Bounds;
import io.portolan.plan.Flow;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpServer;
import io.portolan.plan.RestOperation;
import io.portolan.plan.RestServer;
import io.portolan.rest.RestBackend;
import io.portolan.rest.RestMount;
import io.portolan.skill.SkillMount;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Makes what a plan serves: every kind of edge, on its places. */
final class Mounts {

    private final Vertx vertx;
    private final Invoker invoker;
    private final CallRecorder recorder;
    private final McpStreams streams;
    private final CursorKey cursors;
    private final Seals seals;
    private final KeptParts kept;
    private final Questions questions = new Questions();

    /**
     * What is served in one place. It is shared by all event loops, so that thousands of routes are there once.
     *
     * @param mounts in the order in which their routes are tried
     */
    record Served(EdgeOptions options, List<RouterMount> mounts) {

        private Served and(Served later) {
            Duration idle =
                    Collections.max(List.of(options.idle(), later.options().idle()));
            return new Served(
                    later.options().withIdle(idle),
                    Stream.concat(mounts.stream(), later.mounts().stream()).toList());
        }
    }

    /** @param streams of those who listen, whatever the plan is */
    Mounts(Vertx vertx, Invoker invoker, CallRecorder recorder, PortolanOptions options, McpStreams streams) {
        this.vertx = vertx;
        this.invoker = invoker;
        this.recorder = recorder;
        this.streams = streams;
        Secret secret = options.cluster().secret();
        this.cursors = secret == null ? CursorKey.random() : CursorKey.of(secret.bytes());
        this.seals = Seals.of(secret);
        McpLimits limits = options.mcp().limits();
        this.kept = new KeptParts(vertx, limits.kept().bytes(), limits.keptFor());
    }

    Future<Void> close() {
        return kept.close();
    }

    /** Takes its time with thousands of files. */
    Map<Place, Served> of(Generation next) {
        Map<Place, Served> served = new HashMap<>();
        PortolanOptions options = next.options();
        Callers callers = next.callers();
        for (McpServer server : next.plan().mcpServers()) {
            served.merge(Place.mcp(server.port(), options), mcp(server, options, callers), Served::and);
        }
        // Last, for it takes every request that gets to it.
        for (RestServer server : next.plan().restServers()) {
            served.merge(Place.rest(server.port(), options), rest(server, next, callers), Served::and);
        }
        return served;
    }

    private Served mcp(McpServer server, PortolanOptions options, Callers callers) {
        McpOptions mcp = options.mcp();
        Stream<Flow> flows =
                server.endpoints().stream().flatMap(McpEndpoint::parts).flatMap(part -> part.flows().stream());
        return new Served(
                edge(mcp.host(), mcp.allowedHosts(), mcp.allowedOrigins(), options, idle(flows, options)),
                List.of(new McpMount(server, new McpBackend(serving(options), callers, streams))));
    }

    /**
     * All of MCP on one endpoint, for whoever started this process: nothing is guarded from somebody who could read the
     * keys as well.
     */
    McpMethods everything(Generation next) {
        return new McpMethods(next.plan().stdio(), false, serving(next.options()));
    }

    private Serving serving(PortolanOptions options) {
        return new Serving(
                vertx, options, invoker, recorder, Version.TEXT, this::work, cursors, seals, kept, questions);
    }

    private Future<Reply> work(Callable<Reply> work) {
        return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
    }

    private Served rest(RestServer server, Generation next, Callers callers) {
        PortolanOptions options = next.options();
        RestOptions rest = options.rest();
        Stream<Flow> flows = server.routes().stream()
                .flatMap(route -> route.operations().stream())
                .map(RestOperation::flow);
        RestBackend backend = new RestBackend(invoker, recorder, options, callers);
        List<RouterMount> mounts = new ArrayList<>();
        next.plan().skillServers().stream()
                .filter(skills -> skills.port() == server.port())
                .forEach(skills -> mounts.add(new SkillMount(skills, callers)));
        mounts.add(new RestMount(server, backend));
        return new Served(
                edge(rest.host(), rest.allowedHosts(), rest.allowedOrigins(), options, idle(flows, options)), mounts);
    }

    private static EdgeOptions edge(
            String host, List<String> hosts, List<String> origins, PortolanOptions options, Duration idle) {
        return new EdgeOptions(
                host,
                hosts,
                origins,
                options.limits().body(),
                idle,
                options.streams().sockets());
    }

    /** To a connection, waiting for the slowest answer is silence. */
    private static Duration idle(Stream<Flow> flows, PortolanOptions options) {
        return Bounds.longest(flows, options.timeouts()).plus(options.timeouts().idle());
    }
}
