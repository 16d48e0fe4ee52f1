package io.portolan.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.portolan.bus.Invoker;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.server.McpMethods;
import io.portolan.options.LimitOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.McpEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A client at the other ends of two pipes. */
final class Dialogue {

    static final Size LIMIT = Size.parse("64KiB");
    static final PortolanOptions OPTIONS = PortolanOptions.defaults().withLimits(new LimitOptions(LIMIT, 64, 64, 64));

    private final PipedOutputStream toServer = new PipedOutputStream();
    private final PipedInputStream fromServer = new PipedInputStream(64 * 1024);
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final StdioVerticle verticle;

    private Dialogue(PortolanOptions options, Room room) throws IOException {
        verticle = new StdioVerticle(
                new PipedInputStream(toServer, 64 * 1024), new PipedOutputStream(fromServer), options, room);
    }

    static Dialogue begin(Vertx vertx, Invoker invoker) throws Exception {
        return begin(vertx, invoker, Duration.ofSeconds(10), new Room(64, LIMIT.bytes()));
    }

    static Dialogue begin(Vertx vertx, Invoker invoker, Duration drain, Room room) throws Exception {
        TimeoutOptions timeouts = OPTIONS.timeouts();
        PortolanOptions options = OPTIONS.withTimeouts(
                new TimeoutOptions(timeouts.connect(), timeouts.firstByte(), timeouts.idle(), timeouts.total(), drain));
        return begin(vertx, Fixture.methods(Fixture.ENDPOINT, invoker), options, room);
    }

    static Dialogue begin(Vertx vertx, McpMethods methods, PortolanOptions options, Room room) throws Exception {
        Dialogue dialogue = new Dialogue(options, room);
        vertx.deployVerticle(dialogue.verticle).await(10, SECONDS);
        dialogue.verticle.serve(methods);
        return dialogue;
    }

    /** From the next request on. */
    void serve(McpEndpoint endpoint) {
        verticle.serve(Fixture.methods(
                endpoint, (namespace, asked) -> Future.failedFuture("nobody is there"), PortolanOptions.defaults()));
    }

    StdioVerticle verticle() {
        return verticle;
    }

    /** Reads all that comes, so that the server is never held up. */
    Dialogue listening() {
        BufferedReader lines = new BufferedReader(new InputStreamReader(fromServer, UTF_8));
        Thread.ofPlatform().daemon().start(() -> {
            try {
                lines.lines().forEach(answers::add);
            } catch (UncheckedIOException ended) {
                // The server's thread is gone, and with it the other end.
            }
        });
        return this;
    }

    /** The handshake of a client that can do this, to its end. */
    JsonObject shakeHands(String revision, String capabilities) throws Exception {
        initialize(revision, capabilities);
        JsonObject answer = hear();
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return answer.getJsonObject("result");
    }

    void say(String line) throws IOException {
        toServer.write((line + "\n").getBytes(UTF_8));
        toServer.flush();
    }

    void call(int id, String batch) throws IOException {
        say("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"get-batch\","
                + "\"arguments\":{\"batch_id\":\"" + batch + "\"}," + Fixture.META + "}}");
    }

    void initialize(String revision) throws IOException {
        initialize(revision, "{}");
    }

    void initialize(String revision, String capabilities) throws IOException {
        say("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + revision
                + "\",\"capabilities\":" + capabilities + ",\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}");
    }

    OutputStream input() {
        return toServer;
    }

    JsonObject hear() throws InterruptedException {
        String line = answers.poll(20, SECONDS);
        if (line == null) {
            throw new AssertionError("nothing was said");
        }
        return new JsonObject(line);
    }

    boolean silent() {
        return answers.isEmpty();
    }

    void hangUp() throws IOException {
        toServer.close();
    }

    void deafen() throws IOException {
        fromServer.close();
    }
}
