package io.portolan.mcp;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.expr.ValueType;
import io.portolan.http.Callers;
import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeVerticle;
import io.portolan.mcp.McpAction.Reply;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.Flow;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpServer;
import io.portolan.plan.McpTool;
import io.portolan.plan.McpTool.Hints;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeMap;

/** Two tools on one endpoint, and messages for them. */
final class Fixture {

    static final String VERSION = "1.2.3";

    static final McpHeaders NO_HEADERS = new McpHeaders(null, null, null, null, null);

    static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    /** {@code batch_id}, required. */
    static final McpTool GET_BATCH = tool(
            "get-batch",
            new Parameters(List.of(new Parameter("batch_id", ValueType.STRING, true, "The id.")), null),
            "{\"type\":\"object\",\"properties\":{\"batch_id\":{\"type\":\"string\"}},\"required\":[\"batch_id\"],"
                    + "\"additionalProperties\":false}",
            new Hints(true, false, true, null));

    /** One of each type, none required, and a body. */
    static final McpTool CREATE_BATCH = tool(
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

    static final McpEndpoint ENDPOINT = endpoint("/mcp", GET_BATCH, CREATE_BATCH);

    static McpTool tool(String name, Parameters parameters, String inputSchema, Hints hints) {
        Flow flow = new Flow("crm", name, "d1", parameters, List.of());
        return new McpTool("crm", name, null, "Does " + name + ".", flow, parameters, inputSchema, hints, null);
    }

    static McpEndpoint endpoint(String path, McpTool... tools) {
        TreeMap<String, McpTool> byName = new TreeMap<>();
        for (McpTool tool : tools) {
            byName.put(tool.name(), tool);
        }
        return new McpEndpoint(path, "crm", "Ask for batches.", byName);
    }

    static McpServer server() {
        return new McpServer(0, List.of(ENDPOINT, endpoint("/mcp/crm", GET_BATCH)));
    }

    static EdgeVerticle listen(Vertx vertx, PortolanOptions options, Invoker invoker, CallRecorder recorder)
            throws Exception {
        McpMount mount = new McpMount(
                server(),
                new McpBackend(
                        options,
                        invoker,
                        recorder,
                        new Callers(guard -> Bindings.of(guard.bindings(), key -> null)),
                        VERSION));
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

    static CallRecorder recorder() {
        return new CallRecorder(new SimpleMeterRegistry());
    }

    static McpMethods methods() {
        return new McpMethods(ENDPOINT, false, VERSION, recorder());
    }

    /** A request without handshake; {@code params} are members after {@code _meta}. */
    static Buffer modern(String method, String... params) {
        String more = params.length == 0 ? "" : "," + String.join(",", params);
        return message("\"id\":7,\"method\":\"" + method + "\",\"params\":{" + META + more + "}");
    }

    static Buffer legacy(String method, String... params) {
        return message("\"id\":7,\"method\":\"" + method + "\",\"params\":{" + String.join(",", params) + "}");
    }

    static Buffer message(String members) {
        return Buffer.buffer("{\"jsonrpc\":\"2.0\"," + members + "}");
    }

    static McpHeaders modernHeaders(String method, String name) {
        return new McpHeaders("2026-07-28", method, name, null, null);
    }

    static McpHeaders legacyHeaders(String version) {
        return new McpHeaders(version, null, null, null, null);
    }

    static JsonObject json(McpAction action) {
        return ((Reply) action).json().toJsonObject();
    }

    static int code(McpAction action) {
        JsonObject error = json(action).getJsonObject("error");
        return error == null ? 0 : error.getInteger("code");
    }

    static Result result(int status, String contentType, String body) {
        return new Result(status, contentType, List.of(), new Body.Whole(Buffer.buffer(body)));
    }

    private Fixture() {}
}
