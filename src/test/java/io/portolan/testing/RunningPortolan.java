package io.portolan.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.portolan.Listener;
import io.portolan.Portolan;
import io.portolan.options.ControlOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A whole Portolan on free ports, and clients for what it serves. Closed with its Vertx. */
public final class RunningPortolan {

    private final Portolan portolan;
    private final WebClient client;

    private RunningPortolan(Portolan portolan, WebClient client) {
        this.portolan = portolan;
        this.client = client;
    }

    /** Serves a folder; every key that is asked for has the value {@code key-<name>}. */
    public static RunningPortolan serve(Vertx vertx, Path folder) {
        return serve(vertx, folder, key -> "key-" + key, options -> options);
    }

    /** The same as a node of a cluster that does one half of the work. */
    public static RunningPortolan serve(Vertx vertx, Path folder, Role role) {
        return serve(vertx, folder, key -> "key-" + key, options -> options.withRoles(EnumSet.of(role)));
    }

    /** Serves a folder with these keys, and options that differ from the defaults. */
    public static RunningPortolan serve(
            Vertx vertx, Path folder, Function<String, String> keys, UnaryOperator<PortolanOptions> change) {
        PortolanOptions options = anyPorts().withCapabilities(List.of(folder.toString()));
        return start(vertx, change.apply(options), keys);
    }

    /** Starts with these options. */
    public static RunningPortolan start(Vertx vertx, PortolanOptions options, Function<String, String> keys) {
        return around(
                vertx,
                await(Portolan.builder(options).vertx(vertx).variables(keys).start()));
    }

    /** Clients for one that runs. */
    public static RunningPortolan around(Vertx vertx, Portolan portolan) {
        WebClient client = WebClient.create(
                vertx, new WebClientOptions().setFollowRedirects(false).setDefaultHost("127.0.0.1"));
        return new RunningPortolan(portolan, client);
    }

    /** The defaults, on any free ports. */
    public static PortolanOptions anyPorts() {
        PortolanOptions options = PortolanOptions.defaults();
        return options.withRest(options.rest().withPort(0))
                .withMcp(options.mcp().withPort(0))
                .withControl(new ControlOptions(0, "127.0.0.1"));
    }

    public Portolan portolan() {
        return portolan;
    }

    public int port(Listener.Kind kind) {
        return portolan.listeners().stream()
                .filter(listener -> listener.kind() == kind)
                .findFirst()
                .orElseThrow()
                .port();
    }

    /** A REST request, not yet sent. */
    public HttpRequest<Buffer> rest(String method, String target) {
        return client.request(HttpMethod.valueOf(method), port(Listener.Kind.REST), "127.0.0.1", target);
    }

    /** Sends a REST request and waits. */
    public HttpResponse<Buffer> get(String target) {
        return await(rest("GET", target).send());
    }

    /** Sends JSON text over REST and waits. */
    public HttpResponse<Buffer> post(String target, String json) {
        return await(rest("POST", target)
                .putHeader("content-type", "application/json")
                .sendBuffer(Buffer.buffer(json)));
    }

    /** Asks the control port and waits. */
    public HttpResponse<Buffer> control(String target) {
        return await(client.request(HttpMethod.GET, port(Listener.Kind.CONTROL), "127.0.0.1", target)
                .send());
    }

    /** A client of its MCP port. */
    public McpCaller mcp() {
        return new McpCaller(client, port(Listener.Kind.MCP));
    }

    /** Calls a tool as a client of 2025-11-25 does, and waits for the result. */
    public JsonObject call(String endpoint, String tool, String arguments) {
        return mcp().call(endpoint, tool, arguments);
    }

    /** Sends one message of 2025-11-25 and waits for the answer. */
    public JsonObject rpc(String endpoint, String method, String params) {
        return mcp().rpc(endpoint, method, params);
    }

    /** Sends bytes to an MCP endpoint and waits for the HTTP answer. */
    public HttpResponse<Buffer> post(String endpoint, Buffer message) {
        return await(send(endpoint, message));
    }

    /** Sends bytes to an MCP endpoint as a client of 2025-11-25 does. */
    public Future<HttpResponse<Buffer>> send(String endpoint, Buffer message) {
        return mcp().send(endpoint, message);
    }

    /** Waits on the test's thread until the condition holds, asking every few milliseconds. */
    public static void eventually(Vertx vertx, BooleanSupplier condition) {
        long deadline = System.nanoTime() + SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not come true within 20 s");
            }
            await(vertx.timer(10));
        }
    }

    /** Waits on the test's thread. */
    public static <T> T await(Future<T> future) {
        try {
            return future.await(20, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing happened within 20 s", e);
        }
    }
}
