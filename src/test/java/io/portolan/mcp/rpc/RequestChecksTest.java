package io.portolan.mcp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.Fixture;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.RequestChecks.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestChecksTest {

    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    /** Which era a request belongs to: by its body, and by the header only where the body claims nothing. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // method, version in _meta, version in the header, outcome
                "tools/list, -, -, 2025-03-26",
                "tools/list, -, 2024-11-05, 2024-11-05",
                "tools/list, -, 2025-03-26, 2025-03-26",
                "tools/list, -, 2025-06-18, 2025-06-18",
                "tools/list, -, 2025-11-25, 2025-11-25",
                "tools/list, -, 2025-11-26, -32022",
                "tools/list, -, 2024-10-07, -32022",
                "tools/list, -, nonsense, -32022",
                "tools/list, -, '', -32022",
                "tools/list, -, 2026-07-28, -32602",
                "tools/list, 2026-07-28, 2026-07-28, 2026-07-28",
                "tools/list, 2026-07-28, -, -32020",
                "tools/list, 2026-07-28, 2025-11-25, -32020",
                "tools/list, 2026-07-28, nonsense, -32020",
                "tools/list, 2025-11-25, 2026-07-28, -32020",
                "tools/list, 2025-11-25, 2025-11-25, -32022",
                "tools/list, 2099-01-01, 2099-01-01, -32022",
                "initialize, -, -, 2025-03-26",
                "initialize, -, 2025-11-25, 2025-03-26",
                "initialize, -, nonsense, 2025-03-26",
                "initialize, -, 2026-07-28, -32602",
                "initialize, 2026-07-28, 2026-07-28, 2026-07-28",
                "initialize, 2025-11-25, 2025-11-25, -32022",
            })
    void tellsTheErasApart(String method, String claimed, String header, String outcome) {
        JsonObject params = new JsonObject();
        if (claimed != null) {
            params.put("_meta", new JsonObject().put(VERSION, claimed).put(CAPABILITIES, new JsonObject()));
        }

        assertThat(check(method, params, new McpHeaders(header, method, null, null, null)))
                .isEqualTo(outcome);
    }

    /** Everything is wrong at first; whatever is put right, the next rung of the ladder answers. */
    @Test
    void letsTheEarliestFailureWin() {
        JsonObject meta = new JsonObject().put(VERSION, "2099-01-01");
        JsonObject params = new JsonObject().put("_meta", meta).put("name", "get-batch");

        assertThat(check("prompts/get", params, new McpHeaders("2026-07-28", null, null, null, null)))
                .as("header and body disagree on the version")
                .isEqualTo("-32020");
        assertThat(check("prompts/get", params, new McpHeaders("2099-01-01", null, null, null, null)))
                .as("_meta is incomplete")
                .isEqualTo("-32602");
        meta.put(CAPABILITIES, new JsonObject()).put("io.modelcontextprotocol/logLevel", "loud");
        assertThat(check("prompts/get", params, new McpHeaders("2099-01-01", null, null, null, null)))
                .as("the log level is unknown")
                .isEqualTo("-32602");
        meta.put("io.modelcontextprotocol/logLevel", "debug");
        assertThat(check("prompts/get", params, new McpHeaders("2099-01-01", null, null, null, null)))
                .as("the version is unknown")
                .isEqualTo("-32022");
        meta.put(VERSION, "2026-07-28");
        assertThat(check("prompts/get", params, new McpHeaders("2026-07-28", null, null, null, null)))
                .as("Mcp-Method is missing")
                .isEqualTo("-32020");
        assertThat(check("prompts/get", params, new McpHeaders("2026-07-28", "prompts/get", null, null, null)))
                .as("Mcp-Name is missing")
                .isEqualTo("-32020");
        assertThat(check("prompts/get", params, new McpHeaders("2026-07-28", "prompts/get", "get-batch", null, null)))
                .as("the method itself is looked at later")
                .isEqualTo("2026-07-28");
    }

    @ParameterizedTest
    @CsvSource({
        "{}, -32602",
        "{\"_meta\":{}}, -32602",
        "{\"_meta\":null}, -32602",
        "{\"_meta\":[]}, -32602",
        "{\"_meta\":{\"V\":1}}, -32602",
        "{\"_meta\":{\"V\":null}}, -32602",
        "{\"_meta\":{\"V\":\"2026-07-28\"}}, -32602",
        "'{\"_meta\":{\"V\":\"2026-07-28\",\"C\":1}}', -32602",
        "'{\"_meta\":{\"V\":\"2026-07-28\",\"C\":null}}', -32602",
        "'{\"_meta\":{\"V\":\"2026-07-28\",\"C\":{},\"L\":7}}', -32602",
        "'{\"_meta\":{\"V\":\"2026-07-28\",\"C\":{},\"L\":\"warning\"}}', 2026-07-28",
        "'{\"_meta\":{\"V\":\"2026-07-28\",\"C\":{\"roots\":{}},\"own/key\":[1]}}', 2026-07-28",
    })
    void wantsACompleteMeta(String params, String outcome) {
        JsonObject json = new JsonObject(params.replace("\"V\"", "\"" + VERSION + "\"")
                .replace("\"C\"", "\"" + CAPABILITIES + "\"")
                .replace("\"L\"", "\"io.modelcontextprotocol/logLevel\""));

        assertThat(check("tools/list", json, Fixture.modernHeaders("tools/list", null)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // method, Mcp-Method, Mcp-Name, outcome
                "tools/list, tools/list, -, 2026-07-28",
                "tools/list, tools/list, whatever, 2026-07-28",
                "tools/list, -, -, -32020",
                "tools/list, Tools/List, -, -32020",
                "tools/list, tools/call, -, -32020",
                "tools/call, tools/call, the-name, 2026-07-28",
                "tools/call, tools/call, =?base64?dGhlLW5hbWU=?=, 2026-07-28",
                "tools/call, tools/call, =?base64?dGhlLW5hbWU?=, -32020",
                "tools/call, tools/call, =?base64?***?=, -32020",
                "tools/call, tools/call, other, -32020",
                "tools/call, tools/call, 'the-name,the-name', -32020",
                "tools/call, tools/call, -, -32020",
                "prompts/get, prompts/get, the-name, 2026-07-28",
                "prompts/get, prompts/get, other, -32020",
                "resources/read, resources/read, a:b, 2026-07-28",
                "resources/read, resources/read, the-name, -32020",
            })
    void wantsTheHeadersToRepeatTheBody(String method, String mirrored, String name, String outcome) {
        JsonObject params = new JsonObject()
                .put("_meta", new JsonObject().put(VERSION, "2026-07-28").put(CAPABILITIES, new JsonObject()))
                .put("name", "the-name")
                .put("uri", "a:b");

        assertThat(check(method, params, new McpHeaders("2026-07-28", mirrored, name, null, null)))
                .isEqualTo(outcome);
    }

    @Test
    void saysWhatHeaderWasExpected() {
        JsonObject params = new JsonObject()
                .put("_meta", new JsonObject().put(VERSION, "2026-07-28").put(CAPABILITIES, new JsonObject()));

        assertThat(refusal("tools/list", params, Fixture.modernHeaders("tools/call", null))
                        .message())
                .isEqualTo("header Mcp-Method: 'tools/call' (expected: 'tools/list', as in method)");
    }

    @Test
    void namesTheVersionsItSpeaksWhenAskedForAnother() {
        JsonObject params = new JsonObject()
                .put("_meta", new JsonObject().put(VERSION, "2099-01-01").put(CAPABILITIES, new JsonObject()));

        assertThat(refusal("tools/list", params, new McpHeaders("2099-01-01", null, null, null, null))
                        .data())
                .isEqualTo("{\"supported\":[\"2026-07-28\"],\"requested\":\"2099-01-01\"}");
    }

    @Test
    void asksOfANotificationOnlyAVersionThatIsSpoken() {
        assertThat(RequestChecks.check(Fixture.NO_HEADERS)).isNull();
        assertThat(RequestChecks.check(Fixture.legacyHeaders("2025-06-18"))).isNull();
        assertThat(RequestChecks.check(Fixture.legacyHeaders("2026-07-28"))).isNull();
        assertThat(RequestChecks.check(Fixture.legacyHeaders("2099-01-01")).code())
                .isEqualTo(-32022);
    }

    private static String check(String method, JsonObject params, McpHeaders headers) {
        return switch (outcome(method, params, headers)) {
            case Outcome.Passed passed -> passed.revision().text();
            case Outcome.Refused refused -> {
                assertThat(refused.error().status()).isEqualTo(400);
                yield String.valueOf(refused.error().code());
            }
        };
    }

    private static RpcError refusal(String method, JsonObject params, McpHeaders headers) {
        return ((Outcome.Refused) outcome(method, params, headers)).error();
    }

    private static Outcome outcome(String method, JsonObject params, McpHeaders headers) {
        Buffer body = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method)
                .put("params", params)
                .toBuffer();
        return RequestChecks.check((Request) JsonRpcReader.read(body), headers);
    }
}
