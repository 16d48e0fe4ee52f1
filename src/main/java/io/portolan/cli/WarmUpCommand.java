package io.portolan.cli;

import io.portolan.Listener;
import io.portolan.Portolan;
import io.portolan.options.ControlOptions;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.RestOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code portolan warm-up}: starts in the sandbox on free ports, calls itself and ends. The start script does this once
 * after a build, and lets the JVM keep what it learned for the starts that follow.
 */
final class WarmUpCommand implements Verb {

    private static final int ROUNDS = 100;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Buffer TOOLS = Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Verbs.spec("warm-up", this, "Starts, calls itself and ends, for the JVM to learn from.");
        spec.usageMessage().hidden(true);
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        Portolan portolan = Portolan.builder(options()).start().await();
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient();
        for (int round = 0; round < ROUNDS; round++) {
            portolan.listeners().forEach(listener -> call(client, portolan, listener));
        }
        vertx.close().await();
        // What a client's child does, as often as it takes to know it.
        Portolan child = Portolan.builder(options())
                .stdio(new ByteArrayInputStream(dialogue()), OutputStream.nullOutputStream())
                .start()
                .await();
        child.ended().await();
        child.close().await();
        portolan.close().await();
        return ExitCode.FINE;
    }

    private static byte[] dialogue() {
        return (TOOLS + "\n").repeat(ROUNDS).getBytes(StandardCharsets.UTF_8);
    }

    private static PortolanOptions options() {
        PortolanOptions defaults = PortolanOptions.defaults().withSandbox(true);
        McpOptions mcp = defaults.mcp();
        return defaults.withRest(new RestOptions(0, LOOPBACK, List.of(), List.of()))
                .withMcp(new McpOptions(0, LOOPBACK, List.of(), List.of(), mcp.toolNames(), mcp.limits()))
                .withControl(new ControlOptions(0, LOOPBACK));
    }

    private static void call(HttpClient client, Portolan portolan, Listener listener) {
        switch (listener.kind()) {
            case REST -> paths(portolan).forEach(path -> send(client, HttpMethod.GET, listener.port(), path));
            case MCP -> send(client, HttpMethod.POST, listener.port(), "/mcp");
            case CONTROL -> send(client, HttpMethod.GET, listener.port(), "/metrics");
        }
    }

    /** What can be asked for without arguments. */
    private static List<String> paths(Portolan portolan) {
        return portolan.capabilities().plan().restServers().stream()
                .flatMap(server -> server.routes().stream())
                .filter(route -> route.method().equals("GET"))
                .map(route -> route.path().toString())
                .filter(path -> !path.contains("{"))
                .toList();
    }

    /** The answer does not matter, and a failure only leaves less to learn from. */
    private static void send(HttpClient client, HttpMethod method, int port, String path) {
        client.request(method, port, LOOPBACK, path)
                .compose(request -> {
                    request.putHeader("Content-Type", "application/json")
                            .putHeader("Accept", "application/json, text/event-stream");
                    return method.equals(HttpMethod.POST) ? request.send(TOOLS) : request.send();
                })
                .compose(response -> response.body())
                .otherwise(Buffer.buffer())
                .await();
    }
}
