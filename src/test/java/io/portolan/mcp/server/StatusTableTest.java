package io.portolan.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.Client;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.FullEndpoint;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.McpHeaders;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of HTTP statuses and JSON-RPC codes of 2026-07-28 and before, a test for each row. */
final class StatusTableTest {

    private static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{}}";

    private static final String OLD_META = META.replace("2026-07-28", "2025-11-25");
    private static final String LEVEL_META =
            META.replace("Capabilities':{}", "Capabilities':{},'io.modelcontextprotocol/logLevel':'loud'");
    private static final String NO_CAPABILITIES = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}";
    private static final String NEW = "2026-07-28";
    private static final String OLD = "2025-11-25";

    /**
     * @param headers version, method and name; "-" for one that is not sent
     * @param error what the answer's error has to hold; null for a result
     */
    private record Row(String name, String body, String headers, int status, String error) {}

    /** Everything that concerns the message itself. */
    private static final List<Row> MESSAGES = List.of(
            new Row("body not JSON", "{", "- - -", 400, "{'code':-32700}"),
            new Row("body empty", "", "- - -", 400, "{'code':-32700}"),
            new Row("text behind the message", request("ping", "") + "x", "- - -", 400, "{'code':-32700}"),
            new Row("batch", "[" + request("ping", "") + "]", "- - -", 400, "{'code':-32600}"),
            new Row("id null", "{'jsonrpc':'2.0','id':null,'method':'ping'}", "- - -", 400, "{'code':-32600}"),
            new Row("posted response", "{'jsonrpc':'2.0','id':1,'result':{}}", "- - -", 400, "{'code':-32600}"),
            new Row("no jsonrpc", "{'id':1,'method':'ping'}", "- - -", 400, "{'code':-32600}"),
            new Row("method no string", "{'jsonrpc':'2.0','id':1,'method':5}", "- - -", 400, "{'code':-32600}"),
            new Row(
                    "params an array",
                    "{'jsonrpc':'2.0','id':1,'method':'ping','params':[]}",
                    "- - -",
                    400,
                    "{'code':-32600}"),
            new Row("notification", "{'jsonrpc':'2.0','method':'notifications/initialized'}", "- - -", 202, null),
            new Row(
                    "notification, version unknown",
                    "{'jsonrpc':'2.0','method':'x'}",
                    "1999-01-01 - -",
                    400,
                    "{'code':-32022}"));

    /** Everything a client without handshake may meet. */
    private static final List<Row> MODERN = List.of(
            new Row("success", request("tools/list", META), NEW + " tools/list -", 200, null),
            new Row("no _meta", request("tools/list", ""), NEW + " tools/list -", 400, "{'code':-32602}"),
            new Row(
                    "no capabilities in _meta",
                    request("tools/list", NO_CAPABILITIES),
                    NEW + " tools/list -",
                    400,
                    "{'code':-32602}"),
            new Row(
                    "unknown logLevel",
                    request("tools/list", LEVEL_META),
                    NEW + " tools/list -",
                    400,
                    "{'code':-32602}"),
            new Row("version header missing", request("tools/list", META), "- tools/list -", 400, "{'code':-32020}"),
            new Row(
                    "version header differs",
                    request("tools/list", META),
                    OLD + " tools/list -",
                    400,
                    "{'code':-32020}"),
            new Row("method header missing", request("tools/list", META), NEW + " - -", 400, "{'code':-32020}"),
            new Row(
                    "method header differs",
                    request("tools/list", META),
                    NEW + " tools/call -",
                    400,
                    "{'code':-32020}"),
            new Row(
                    "name header missing",
                    request("tools/call", META + ",'name':'picture'"),
                    NEW + " tools/call -",
                    400,
                    "{'code':-32020}"),
            new Row(
                    "name header differs",
                    request("prompts/get", META + ",'name':'rich'"),
                    NEW + " prompts/get trip",
                    400,
                    "{'code':-32020}"),
            new Row(
                    "uri header differs",
                    request("resources/read", META + ",'uri':'crm://latest'"),
                    NEW + " resources/read crm://",
                    400,
                    "{'code':-32020}"),
            new Row(
                    "parameter header missing",
                    request("tools/call", META + ",'name':'strict','arguments':{'size':1}"),
                    NEW + " tools/call strict",
                    400,
                    "{'code':-32020}"),
            new Row(
                    "version not supported",
                    request("tools/list", OLD_META),
                    OLD + " tools/list -",
                    400,
                    "{'code':-32022,'data':{'supported':['2026-07-28'],'requested':'2025-11-25'}}"),
            new Row("method unknown", request("tools/lists", META), NEW + " tools/lists -", 404, "{'code':-32601}"),
            new Row("initialize", request("initialize", META), NEW + " initialize -", 404, "{'code':-32601}"),
            new Row("ping", request("ping", META), NEW + " ping -", 404, "{'code':-32601}"),
            new Row(
                    "logging/setLevel",
                    request("logging/setLevel", META),
                    NEW + " logging/setLevel -",
                    404,
                    "{'code':-32601}"),
            new Row(
                    "resources/subscribe",
                    request("resources/subscribe", META),
                    NEW + " resources/subscribe -",
                    404,
                    "{'code':-32601}"),
            new Row(
                    "resources/unsubscribe",
                    request("resources/unsubscribe", META),
                    NEW + " resources/unsubscribe -",
                    404,
                    "{'code':-32601}"));

    /** What handlers say, in band. */
    private static final List<Row> HANDLERS = List.of(
            new Row(
                    "unknown tool",
                    request("tools/call", META + ",'name':'no'"),
                    NEW + " tools/call no",
                    200,
                    "{'code':-32602}"),
            new Row(
                    "bad arguments shape",
                    request("tools/call", META + ",'name':'picture','arguments':[]"),
                    NEW + " tools/call picture",
                    200,
                    "{'code':-32602}"),
            new Row(
                    "bad cursor",
                    request("tools/list", META + ",'cursor':'x'"),
                    NEW + " tools/list -",
                    200,
                    "{'code':-32602}"),
            new Row(
                    "resource not found",
                    request("resources/read", META + ",'uri':'a:b'"),
                    NEW + " resources/read a:b",
                    200,
                    "{'code':-32602,'data':{'uri':'a:b'}}"),
            new Row(
                    "resource broken",
                    request("resources/read", META + ",'uri':'crm://broken'"),
                    NEW + " resources/read crm://broken",
                    200,
                    "{'code':-32603}"),
            new Row(
                    "unknown prompt",
                    request("prompts/get", META + ",'name':'no'"),
                    NEW + " prompts/get no",
                    200,
                    "{'code':-32602}"),
            new Row(
                    "required argument of a prompt missing",
                    request("prompts/get", META + ",'name':'trip'"),
                    NEW + " prompts/get trip",
                    200,
                    "{'code':-32602}"),
            new Row(
                    "upstream failed",
                    request("tools/call", META + ",'name':'broken'"),
                    NEW + " tools/call broken",
                    200,
                    null),
            new Row(
                    "upstream silent",
                    request("tools/call", META + ",'name':'slow'"),
                    NEW + " tools/call slow",
                    200,
                    null));

    /** What clients with a handshake meet. */
    private static final List<Row> LEGACY = List.of(
            new Row("legacy: version unknown", request("tools/list", ""), "1999-01-01 - -", 400, "{'code':-32022}"),
            new Row("legacy: method unknown", request("tools/lists", ""), OLD + " - -", 200, "{'code':-32601}"),
            new Row(
                    "legacy: resource not found",
                    request("resources/read", "'uri':'a:b'"),
                    OLD + " - -",
                    200,
                    "{'code':-32002,'data':{'uri':'a:b'}}"),
            new Row(
                    "legacy: subscription to nothing",
                    request("resources/subscribe", "'uri':'a:b'"),
                    OLD + " - -",
                    200,
                    "{'code':-32002}"),
            new Row(
                    "legacy: bad cursor",
                    request("prompts/list", "'cursor':'x'"),
                    OLD + " - -",
                    200,
                    "{'code':-32602}"),
            new Row(
                    "legacy: initialize with any version",
                    request("initialize", "'protocolVersion':'2099-01-01'"),
                    "- - -",
                    200,
                    null));

    @TestFactory
    Stream<DynamicTest> answersAsTheTableSays() {
        return Stream.of(MESSAGES, MODERN, HANDLERS, LEGACY)
                .flatMap(List::stream)
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)));
    }

    private static void check(Row row) throws Exception {
        String[] sent = row.headers().split(" ", -1);
        McpHeaders headers = new McpHeaders(header(sent[0]), header(sent[1]), header(sent[2]), null, null);

        Reply reply = Client.reply(Fixture.methods(FullEndpoint.ENDPOINT, FullEndpoint.UPSTREAM)
                .handle(Buffer.buffer(row.body().replace('\'', '"')), headers));

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(row.status());
        if (row.error() == null) {
            assertThat(reply.json().toString()).doesNotContain("\"error\":");
        } else {
            JsonObject error = reply.json().toJsonObject().getJsonObject("error");
            new JsonObject(row.error().replace('\'', '"'))
                    .forEach(member ->
                            assertThat(error.getValue(member.getKey())).isEqualTo(member.getValue()));
            assertThat(error.getString("message")).isNotBlank();
        }
    }

    private static String header(String text) {
        return text.equals("-") ? null : text;
    }

    private static String request(String method, String params) {
        return "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params + "}}";
    }
}
