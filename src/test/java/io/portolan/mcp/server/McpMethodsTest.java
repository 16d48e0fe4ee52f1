package io.portolan.mcp.server;

import static io.portolan.mcp.Fixture.NO_HEADERS;
import static io.portolan.mcp.Fixture.code;
import static io.portolan.mcp.Fixture.json;
import static io.portolan.mcp.Fixture.legacy;
import static io.portolan.mcp.Fixture.legacyHeaders;
import static io.portolan.mcp.Fixture.message;
import static io.portolan.mcp.Fixture.modern;
import static io.portolan.mcp.Fixture.modernHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Body;
import io.portolan.expr.Value;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.McpHeaders;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class McpMethodsTest {

    private static final String SERVER_INFO =
            "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"crm\",\"version\":\"1.2.3\"}}";

    private final McpMethods methods = Fixture.methods();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2024-11-05, 2024-11-05",
                "2025-03-26, 2025-03-26",
                "2025-06-18, 2025-06-18",
                "2025-11-25, 2025-11-25",
                "2026-07-28, 2025-11-25", // has no handshake
                "2099-01-01, 2025-11-25",
                "1999-01-01, 2025-11-25",
                "-, 2025-11-25",
            })
    void agreesOnTheRevisionAClientAsksForIfItHasAHandshake(String asked, String agreed) {
        String version = asked == null ? "\"x\":1" : "\"protocolVersion\":\"" + asked + "\"";

        McpAction action = methods.handle(legacy("initialize", version, "\"capabilities\":{}"), NO_HEADERS);

        assertThat(action)
                .isEqualTo(answer(
                        200,
                        Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"protocolVersion\":\"" + agreed
                                + "\",\"capabilities\":{\"tools\":{},\"resources\":{}},\"serverInfo\":{\"name\":\"crm\",\"version\":\"1.2.3\"},"
                                + "\"instructions\":\"Ask for batches.\"}}")));
    }

    @Test
    void describesItselfToAClientWithoutHandshake() {
        McpAction action = methods.handle(modern("server/discover"), modernHeaders("server/discover", null));

        assertThat(action)
                .isEqualTo(answer(
                        200,
                        Buffer.buffer(
                                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"supportedVersions\":[\"2026-07-28\"],"
                                        + "\"capabilities\":{\"tools\":{\"listChanged\":true},\"resources\":{\"subscribe\":true,\"listChanged\":true},"
                                        + "\"prompts\":{\"listChanged\":true}},\"instructions\":\"Ask for batches.\",\"ttlMs\":60000,"
                                        + "\"cacheScope\":\"public\",\"resultType\":\"complete\"," + SERVER_INFO
                                        + "}}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "logging/setLevel"})
    void acknowledgesWhatOldClientsAskForAnyway(String method) {
        assertThat(methods.handle(legacy(method), legacyHeaders("2025-06-18")))
                .isEqualTo(answer(200, Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe",
                "tools/lisst"
            })
    void answersAMethodItDoesNotOfferWith404ToAClientWithoutHandshake(String method) {
        McpAction action = methods.handle(modern(method), modernHeaders(method, null));

        assertThat(Fixture.reply(action).status()).isEqualTo(404);
        assertThat(code(action)).isEqualTo(-32601);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server/discover", "subscriptions/listen", "prompts/lists", "nonsense"})
    void answersAMethodItDoesNotOfferInBandToAnOldClient(String method) {
        McpAction action = methods.handle(legacy(method), legacyHeaders("2025-11-25"));

        assertThat(Fixture.reply(action).status()).isEqualTo(200);
        assertThat(code(action)).isEqualTo(-32601);
        assertThat(json(action).getInteger("id")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notifications/initialized", "notifications/cancelled", "own/thing"})
    void acceptsNotifications(String method) {
        assertThat(methods.handle(message("\"method\":\"" + method + "\",\"params\":{\"a\":1}"), NO_HEADERS))
                .isEqualTo(new McpAction.Accepted());
    }

    @Test
    void leavesTheIdOutOfAnErrorWhereItCouldNotBeRead() {
        assertThat(methods.handle(Buffer.buffer("[]"), NO_HEADERS))
                .isEqualTo(answer(
                        400,
                        Buffer.buffer("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":"
                                + "\"batches are not served (expected: one request or notification)\"}}")));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"cursor\":\"\"', 0",
        "'\"cursor\":null', 0",
        "'\"cursor\":\"abc\"', -32602",
        "'\"cursor\":5', -32602",
    })
    void hasOnePageOfTools(String cursor, int code) {
        McpAction action = methods.handle(modern("tools/list", cursor), modernHeaders("tools/list", null));

        assertThat(code(action)).isEqualTo(code);
        assertThat(Fixture.reply(action).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\":\"get-bach\"|unknown tool 'get-bach' (did you mean 'get-batch'?)",
                "\"name\":\"zzz\"|unknown tool 'zzz' (expected: one that tools/list names)",
                "\"name\":5|params.name: missing or not a string (expected: the name of a tool)",
                "\"x\":5|params.name: missing or not a string (expected: the name of a tool)",
                "\"name\":\"get-batch\",\"arguments\":[1]|params.arguments: array (expected: an object)",
                "\"name\":\"get-batch\",\"arguments\":\"x\"|params.arguments: string (expected: an object)",
            })
    void refusesACallItCannotUnderstandInBand(String params, String message) {
        McpAction action = methods.handle(legacy("tools/call", params), legacyHeaders("2025-11-25"));

        assertThat(Fixture.reply(action).status()).isEqualTo(200);
        assertThat(json(action).getJsonObject("error"))
                .isEqualTo(new JsonObject().put("code", -32602).put("message", message));
    }

    @Test
    void bindsTheArgumentsOfACall() {
        FlowTask call =
                call("\"label\":\"a\\n\\u00e9\",\"limit\":10,\"ratio\":1e400,\"dry\":true,\"tags\":[ 1,  \"x\" ],"
                        + "\"body\":{ \"z\" : 1e400, \"a\":1, \"a\":2 }");

        assertThat(call.call().flow()).isEqualTo(Fixture.CREATE_BATCH.flow());
        assertThat(call.call().arguments())
                .containsExactly(
                        new Value.Text("a\né"),
                        new Value.Literal("10"),
                        new Value.Literal("1e400"),
                        new Value.Literal("true"),
                        new Value.Json(Buffer.buffer("[ 1,  \"x\" ]")));
        assertThat(call.call().body()).isEqualTo(new Body.Whole(Buffer.buffer("{ \"z\" : 1e400, \"a\":1, \"a\":2 }")));
    }

    @Test
    void takesNullForAnArgumentThatIsLeftOut() {
        FlowTask call = call("\"label\":null,\"body\":{}");

        assertThat(call.call().arguments()).containsOnlyNulls().hasSize(5);
    }

    @Test
    void namesEveryArgumentThatDoesNotFit() {
        JsonObject result = json(methods.handle(
                        legacy(
                                "tools/call",
                                "\"name\":\"create-batch\"",
                                "\"arguments\":{\"labell\":\"x\",\"limit\":\"ten\",\"limit\":1.5,\"dry\":1,\"tags\":{},\"ratio\":1,"
                                        + "\"ratio\":2,\"quite_else\":1,\"body\":null}"),
                        NO_HEADERS))
                .getJsonObject("result");

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("""
                        the arguments do not fit tool 'create-batch'
                        - 'labell': unknown argument (did you mean 'label'?)
                        - limit: expected an integer, got a string
                        - limit: given more than once (expected: once)
                        - dry: expected true or false, got a number
                        - tags: expected a JSON array, got an object
                        - ratio: given more than once (expected: once)
                        - 'quite_else': unknown argument (expected: body, dry, label, limit, ratio, tags)
                        - body: required""");
    }

    @Test
    void namesTwentyFaultsAndCountsTheRest() {
        StringBuilder arguments = new StringBuilder();
        for (int index = 0; index < 30; index++) {
            arguments.append("\"unknown_").append(index).append("\":1,");
        }

        McpAction action = methods.handle(
                legacy("tools/call", "\"name\":\"get-batch\"", "\"arguments\":{" + arguments + "\"batch_id\":\"b\"}"),
                NO_HEADERS);

        assertThat(text(action).lines()).hasSize(22);
        assertThat(text(action)).endsWith("\n- and 10 more");
    }

    @Test
    void wantsRequiredArgumentsAlsoWhenThereAreNone() {
        assertThat(text(methods.handle(legacy("tools/call", "\"name\":\"get-batch\""), NO_HEADERS)))
                .isEqualTo("the arguments do not fit tool 'get-batch'\n- batch_id: required parameter is missing");
        assertThat(text(methods.handle(
                        legacy("tools/call", "\"name\":\"get-batch\"", "\"arguments\":null"), NO_HEADERS)))
                .isEqualTo("the arguments do not fit tool 'get-batch'\n- batch_id: required parameter is missing");
    }

    @Test
    void readsTheTraceContextOfTheMessageBeforeThatOfHttp() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        McpHeaders headers = new McpHeaders(null, null, null, parent.replace("-01", "-00"), "http=1");

        assertThat(headerLines("\"_meta\":{\"traceparent\":\"" + parent + "\",\"tracestate\":\"meta=1\"}", headers))
                .containsExactly("traceparent: " + parent, "tracestate: meta=1");
        assertThat(headerLines("\"_meta\":{\"traceparent\":\"" + parent + "\"}", headers))
                .containsExactly("traceparent: " + parent);
        assertThat(headerLines("\"_meta\":{}", headers))
                .containsExactly("traceparent: " + parent.replace("-01", "-00"), "tracestate: http=1");
        assertThat(headerLines("\"_meta\":{}", NO_HEADERS)).isEmpty();
    }

    @Test
    void leavesATraceContextOutThatNoHeaderCouldHold() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(headerLines("\"_meta\":{\"traceparent\":\"" + parent + "-\\r\\nx: y\"}", NO_HEADERS))
                .isEmpty();
        assertThat(headerLines("\"_meta\":{\"traceparent\":\"nonsense\"}", NO_HEADERS))
                .isEmpty();
        assertThat(headerLines(
                        "\"_meta\":{\"traceparent\":\"" + parent + "\",\"tracestate\":\"a=1\\r\\nx: y\"}", NO_HEADERS))
                .containsExactly("traceparent: " + parent);
    }

    private List<String> headerLines(String meta, McpHeaders headers) {
        FlowTask call = task(methods.handle(
                legacy("tools/call", "\"name\":\"get-batch\"", "\"arguments\":{\"batch_id\":\"b\"}", meta), headers));
        return call.headers().stream()
                .map(header -> header.name() + ": " + header.value())
                .toList();
    }

    private FlowTask call(String arguments) {
        return task(methods.handle(
                modern("tools/call", "\"name\":\"create-batch\"", "\"arguments\":{" + arguments + "}"),
                modernHeaders("tools/call", "create-batch")));
    }

    private static FlowTask task(McpAction action) {
        return (FlowTask) ((McpAction.Work) action).task();
    }

    private static McpAction answer(int status, Buffer json) {
        return new McpAction.Answer(new Reply(status, json));
    }

    private static String text(McpAction action) {
        return json(action)
                .getJsonObject("result")
                .getJsonArray("content")
                .getJsonObject(0)
                .getString("text");
    }
}
