package io.portolan.mcp;

import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.http.Problems;
import io.portolan.http.RouterMount;
import io.portolan.plan.McpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The MCP endpoints of one port: {@code /mcp} and {@code /mcp/<namespace>}. Everything below {@code /mcp} is theirs. */
public final class McpMount implements RouterMount {

    private static final String ROOT = "/mcp";

    private final int port;
    private final McpStreams streams;
    private final Map<String, McpGate> gates = new HashMap<>();
    private final Map<String, McpExchange> exchanges = new HashMap<>();

    public McpMount(McpServer server, McpBackend backend) {
        port = server.port();
        streams = backend.streams();
        server.endpoints().forEach(endpoint -> {
            McpGate gate = new McpGate(endpoint, backend);
            gates.put(endpoint.path(), gate);
            exchanges.put(endpoint.path(), new McpExchange(gate, backend.serving(), streams.at(port, endpoint.path())));
        });
    }

    @Override
    public void mount(Router router) {
        streams.serve(port, this);
        router.route(ROOT).handler(this::dispatch);
        router.route(ROOT + "/*").handler(this::dispatch);
    }

    @Override
    public void leave() {
        streams.leave(port, this);
    }

    /** The gate to an endpoint; null when it is not served here. */
    @Nullable
    McpGate gate(String path) {
        return gates.get(path);
    }

    private void dispatch(RoutingContext context) {
        String path = String.valueOf(context.request().path());
        McpExchange exchange = exchanges.get(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        if (exchange == null) {
            Problems.send(context, Problems.of(404, unknown(path)));
        } else {
            exchange.handle(context);
        }
    }

    private String unknown(String path) {
        String nearest = Nearest.to(path, exchanges.keySet());
        return "no MCP endpoint at " + Quote.of(path)
                + (nearest == null
                        ? " (expected: /mcp or /mcp/<namespace>)"
                        : " (did you mean " + Quote.of(nearest) + "?)");
    }
}
