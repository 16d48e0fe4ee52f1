package io.portolan.mcp;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.portolan.binding.BindingKey;
import io.portolan.binding.Bindings;
import io.portolan.bus.Addresses;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.LocalConsumers;
import io.portolan.consumer.ConsumerSettings;
import io.portolan.consumer.ConsumerVerticle;
import io.portolan.http.Callers;
import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeVerticle;
import io.portolan.http.RouterMount;
import io.portolan.mcp.server.McpMethods;
import io.portolan.mcp.server.Serving;
import io.portolan.mcp.server.TalkingEndpoint;
import io.portolan.options.BusOptions;
import io.portolan.options.BusOptions.PublicAddresses;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpServer;
import io.portolan.plan.PortolanPlan;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A second MCP edge for what a Portolan serves, with {@link TalkingEndpoint} before it, and consumers of its own; the lists
 * change when a tool is called.
 */
final class TalkingEdge {

    private static final String PATH = "/mcp";

    private final Vertx vertx;
    private final McpBackend backend;
    private McpEndpoint served;
    private volatile McpMethods methods;
    private int changes;

    private TalkingEdge(Vertx vertx, McpEndpoint served, McpBackend backend) {
        this.vertx = vertx;
        this.backend = backend;
        serve(served);
    }

    /** The port. */
    static int listen(Vertx vertx, RunningPortolan portolan) throws Exception {
        PortolanOptions options = RunningPortolan.anyPorts().withBus(new BusOptions(PublicAddresses.OFF));
        PortolanPlan plan = portolan.portolan().capabilities().plan();
        BusInvoker invoker = consumers(vertx, plan, options);
        Serving serving = Fixture.serving(vertx, options, invoker, Fixture.recorder());
        McpStreams streams = new McpStreams(vertx, options.mcp().limits());
        streams.open().await(10, SECONDS);
        McpEndpoint plain = plan.mcpServers().getFirst().endpoints().stream()
                .filter(endpoint -> endpoint.path().equals(PATH))
                .findFirst()
                .orElseThrow();
        Callers callers = new Callers(guard -> Bindings.of(guard.bindings(), key -> null));
        TalkingEdge talking =
                new TalkingEdge(vertx, TalkingEndpoint.listed(plain), new McpBackend(serving, callers, streams));
        return talking.deploy(options);
    }

    private static BusInvoker consumers(Vertx vertx, PortolanPlan plan, PortolanOptions options) throws Exception {
        LocalConsumers consumers = new LocalConsumers();
        BusInvoker invoker = new BusInvoker(vertx, consumers, options.limits());
        invoker.open().await(10, SECONDS);
        List<ConsumerSettings> all = new ArrayList<>();
        plan.upstreams()
                .forEach(upstream -> all.add(ConsumerSettings.of(upstream, keys(upstream.bindings()), options, 1)));
        plan.flows().forEach(flows -> all.add(ConsumerSettings.of(flows, keys(flows.bindings()), options, 1)));
        for (ConsumerSettings settings : all) {
            vertx.deployVerticle(new ConsumerVerticle(settings, 0, consumers, invoker, Fixture.recorder()))
                    .await(10, SECONDS);
        }
        return invoker;
    }

    private static Bindings keys(Map<String, BindingKey> bindings) {
        return Bindings.of(bindings, key -> "key-" + key);
    }

    private int deploy(PortolanOptions options) throws Exception {
        TalkingEndpoint endpoint = new TalkingEndpoint(
                vertx,
                (body, headers) -> methods.handle(body, headers),
                Map.of(
                        TalkingEndpoint.CHANGES_TOOLS,
                        () -> change(TalkingEndpoint.withTool(served, "added_" + ++changes)),
                        TalkingEndpoint.CHANGES_PROMPTS,
                        () -> change(TalkingEndpoint.withPrompt(served, "added_" + ++changes))));
        McpExchange exchange = new McpExchange(
                context -> endpoint, backend.serving(), backend.streams().at(0, PATH));
        RouterMount mount = router -> router.route(PATH).handler(exchange);
        EdgeOptions edge = new EdgeOptions(
                options.mcp().host(),
                options.mcp().allowedHosts(),
                options.mcp().allowedOrigins(),
                options.limits().body(),
                options.timeouts().total());
        EdgeVerticle verticle = new EdgeVerticle(0, options.timeouts().drain(), edge, List.of(mount));
        vertx.deployVerticle(verticle).await(10, SECONDS);
        return verticle.port();
    }

    private synchronized void change(McpEndpoint next) {
        serve(next);
        vertx.eventBus().publish(Addresses.RELOADS, "conformance");
    }

    private void serve(McpEndpoint endpoint) {
        served = endpoint;
        methods = new McpMethods(endpoint, false, backend.serving());
        backend.streams().serve(0, new McpMount(new McpServer(0, List.of(endpoint)), backend));
    }
}
