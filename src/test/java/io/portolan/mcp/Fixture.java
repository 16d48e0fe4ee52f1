package io.portolan.mcp;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.Invoker;
import io.portolan.bus.KeptParts;
import io.portolan.bus.Result;
import io.portolan.expr.ValueType;
import io.portolan.http.Callers;
import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeVerticle;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.list.CursorKey;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.server.McpAction;
import io.portolan.mcp.server.McpMethods;
import io.portolan.mcp.server.Seals;
import io.portolan.mcp.server.Serving;
import io.portolan.mcp.server.Workers;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.Flow;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpServer;
import io.portolan.plan.McpTool;
import io.portolan.plan.McpTool.Hints;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Two tools on one endpoint, and messages for them. */
public final class Fixture {

    public static final String VERSION = "1.2.3";

    /** Signs the same on every run, so that answers can be compared. */
    public static final CursorKey KEY = message -> Arrays.copyOf(message, 16);

    private static final Seals SEALS = Seals.of(null);

    /** For methods without a transport. */
    private static final Vertx VERTX = Vertx.vertx();

    public static final EndpointDocuments.Style STYLE = new EndpointDocuments.Style(VERSION, 0, KEY);

    public static final McpHeaders NO_HEADERS = new McpHeaders(null, null, null, null, null);

    public static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    /** {@code batch_id}, required. */
    public static final McpTool GET_BATCH = tool(
            "get-batch",
            new Parameters(List.of(new Parameter("batch_id", ValueType.STRING, true, "The id.")), null),
            "{\"type\":\"object\",\"properties\":{\"batch_id\":{\"type\":\"string\"}},\"required\":[\"batch_id\"],"
                    + "\"additionalProperties\":false}",
            new Hints(true, false, true, null));

    /** One of each type, none required, and a body. */
    public static final McpTool CREATE_BATCH = tool(
            "create-batch",
            new Parameters(
                    List.of(
                            new Parameter("label", ValueType.STRING, false, null),
                            new Parameter("limit", ValueType.INTEGER, false, null),
                            new Parameter("ratio", ValueType.NUMBER, false, null),
                            new Parameter("dry", ValueType.BOOLEAN, false, null),
                            new Parameter("tags", ValueType.ARRAY, false, null)),
                    new Parameter("body", ValueType.OBJECT, true, null)),
            "{\"type\":\"object\"}",
            Hints.NONE);

    /** Runs only once that is confirmed. */
    public static final McpTool DELETE_BATCH = confirming(
            "delete-batch",
            new Parameters(
                    List.of(
                            new Parameter("batch_id", ValueType.STRING, true, null),
                            new Parameter("force", ValueType.BOOLEAN, false, null)),
                    null),
            "{\"type\":\"object\",\"properties\":{\"batch_id\":{\"type\":\"string\"},\"force\":{\"type\":\"boolean\"}},"
                    + "\"required\":[\"batch_id\"],\"additionalProperties\":false}");

    public static final McpEndpoint ENDPOINT = endpoint("/mcp", GET_BATCH, CREATE_BATCH);

    public static McpTool tool(String name, Parameters parameters, String inputSchema, Hints hints) {
        Flow flow = new Flow("crm", name, "d1", parameters, List.of());
        return new McpTool("crm", name, null, "Does " + name + ".", flow, parameters, inputSchema, hints, null);
    }

    private static McpTool confirming(String name, Parameters parameters, String inputSchema) {
        return new McpTool(
                "crm",
                name,
                null,
                null,
                List.of(),
                new Flow("crm", name, "d1", parameters, List.of()),
                parameters,
                inputSchema,
                null,
                List.of(),
                new Hints(false, true, null, null),
                true,
                null,
                null);
    }

    public static McpEndpoint endpoint(String path, McpTool... tools) {
        TreeMap<String, McpTool> byName = new TreeMap<>();
        for (McpTool tool : tools) {
            byName.put(tool.name(), tool);
        }
        return new McpEndpoint(path, "crm", "Ask for batches.", byName);
    }

    public static McpServer server() {
        return new McpServer(0, List.of(ENDPOINT, endpoint("/mcp/crm", GET_BATCH)));
    }

    public static EdgeVerticle listen(Vertx vertx, PortolanOptions options, Invoker invoker, CallRecorder recorder)
            throws Exception {
        McpMount mount = new McpMount(
                server(),
                new McpBackend(
                        serving(vertx, options, invoker, recorder),
                        new Callers(guard -> Bindings.of(guard.bindings(), key -> null)),
                        new McpStreams(vertx, options.mcp().limits())));
        EdgeOptions edge = new EdgeOptions(
                options.mcp().host(),
                options.mcp().allowedHosts(),
                options.mcp().allowedOrigins(),
                options.limits().body(),
                options.timeouts().total());
        EdgeVerticle verticle = new EdgeVerticle(0, options.timeouts().drain(), edge, List.of(mount));
        vertx.deployVerticle(verticle).await(10, SECONDS);
        return verticle;
    }

    public static CallRecorder recorder() {
        return new CallRecorder(new SimpleMeterRegistry());
    }

    public static McpMethods methods() {
        Invoker nobody = (namespace, invocation) -> Future.failedFuture("nobody is there");
        return methods(ENDPOINT, nobody);
    }

    /** On the thread that asks, for what blocks too. */
    public static McpMethods methods(McpEndpoint endpoint, Invoker invoker) {
        return methods(endpoint, invoker, PortolanOptions.defaults());
    }

    public static McpMethods methods(McpEndpoint endpoint, Invoker invoker, PortolanOptions options) {
        return new McpMethods(endpoint, false, serving(invoker, options, new Questions()));
    }

    /** One that knows what clients were asked. */
    public static McpMethods methods(Questions questions) {
        Invoker nobody = (namespace, invocation) -> Future.failedFuture("nobody is there");
        return new McpMethods(ENDPOINT, false, serving(nobody, PortolanOptions.defaults(), questions));
    }

    private static Serving serving(Invoker invoker, PortolanOptions options, Questions questions) {
        Workers here = work -> Future.succeededFuture().map(nothing -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return new Serving(VERTX, options, invoker, recorder(), VERSION, here, KEY, SEALS, kept(VERTX), questions);
    }

    public static Serving serving(Vertx vertx, PortolanOptions options, Invoker invoker, CallRecorder recorder) {
        return new Serving(
                vertx,
                options,
                invoker,
                recorder,
                VERSION,
                work -> vertx.executeBlocking(work, false),
                CursorKey.random(),
                SEALS,
                kept(vertx),
                new Questions());
    }

    private static KeptParts kept(Vertx vertx) {
        return new KeptParts(vertx, 1 << 20, Duration.ofMinutes(5));
    }

    /** A request without handshake; {@code params} are members after {@code _meta}. */
    public static Buffer modern(String method, String... params) {
        String more = params.length == 0 ? "" : "," + String.join(",", params);
        return message("\"id\":7,\"method\":\"" + method + "\",\"params\":{" + META + more + "}");
    }

    public static Buffer legacy(String method, String... params) {
        return message("\"id\":7,\"method\":\"" + method + "\",\"params\":{" + String.join(",", params) + "}");
    }

    public static Buffer message(String members) {
        return Buffer.buffer("{\"jsonrpc\":\"2.0\"," + members + "}");
    }

    public static McpHeaders modernHeaders(String method, String name) {
        return new McpHeaders("2026-07-28", method, name, null, null);
    }

    public static McpHeaders legacyHeaders(String version) {
        return new McpHeaders(version, null, null, null, null);
    }

    public static Reply reply(McpAction action) {
        return ((McpAction.Answer) action).reply();
    }

    public static JsonObject json(McpAction action) {
        return reply(action).json().toJsonObject();
    }

    public static int code(McpAction action) {
        JsonObject error = json(action).getJsonObject("error");
        return error == null ? 0 : error.getInteger("code");
    }

    public static Result result(int status, String contentType, String body) {
        return new Result(status, contentType, List.of(), new Body.Whole(Buffer.buffer(body)));
    }

    private Fixture() {}
}
