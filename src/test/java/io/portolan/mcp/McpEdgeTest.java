package io.portolan.mcp;

import static io.portolan.mcp.Fixture.META;
import static io.portolan.mcp.Fixture.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.http.EdgeVerticle;
import io.portolan.options.LimitOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
final class McpEdgeTest {

    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"get-batch\",\"arguments\":{\"batch_id\":\"b1\"}}}";

    private final AtomicInteger calls = new AtomicInteger();
    private EdgeVerticle verticle;
    private WebClient client;

    @BeforeEach
    void listen(Vertx vertx) throws Exception {
        PortolanOptions options = PortolanOptions.defaults().withLimits(new LimitOptions(new Size(2000), 10, 10, 10));
        verticle = Fixture.listen(vertx, options, this::answer, Fixture.recorder());
        client = WebClient.create(vertx);
    }

    private Future<Result> answer(String namespace, Invocation invocation) {
        calls.incrementAndGet();
        return Future.succeededFuture(result(200, "application/json", "{\"id\":\"b1\"}"));
    }

    /** The table of status and code; every row fails for one reason. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // body | MCP-Protocol-Version | Mcp-Method | status | code, 0 for a result
                "{'method':'server/discover','params':{META}} | 2026-07-28 | server/discover | 200 | 0",
                "{'method':'tools/list','params':{META}} | 2026-07-28 | tools/list | 200 | 0",
                "{'method':'tools/list','params':{META,'cursor':'x'}} | 2026-07-28 | tools/list | 200 | -32602",
                "{'method':'initialize','params':{META}} | 2026-07-28 | initialize | 404 | -32601",
                "{'method':'ping','params':{META}} | 2026-07-28 | ping | 404 | -32601",
                "{'method':'tools/list','params':{META}} | - | tools/list | 400 | -32020",
                "{'method':'tools/list','params':{META}} | 2026-07-28 | - | 400 | -32020",
                "{'method':'tools/list'} | 2026-07-28 | tools/list | 400 | -32602",
                "{'method':'tools/list'} | 2099-01-01 | - | 400 | -32022",
                "{'method':'tools/list'} | 2025-11-25 | - | 200 | 0",
                "{'method':'initialize','params':{'protocolVersion':'2025-06-18'}} | - | - | 200 | 0",
                "{'method':'ping'} | 2025-06-18 | - | 200 | 0",
                "{'method':'prompts/lists'} | 2025-06-18 | - | 200 | -32601",
                "{'method':'tools/call','params':{'name':'none'}} | - | - | 200 | -32602",
                "[] | - | - | 400 | -32600",
                "{'result':{}} | - | - | 400 | -32600",
                "nonsense | - | - | 400 | -32700",
            })
    void answersWithTheStatusOfTheTable(String body, String version, String method, int status, int code)
            throws Exception {
        String message =
                body.replace("META", META).replace('\'', '"').replaceFirst("^\\{", "{\"jsonrpc\":\"2.0\",\"id\":7,");

        HttpResponse<Buffer> response = post("/mcp", message, version, method);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.getHeader("content-type")).isEqualTo("application/json");
        assertThat(response.getHeader("x-request-id")).isNotBlank();
        assertThat(response.headers().contains("mcp-session-id")).isFalse();
        JsonObject error = response.bodyAsJsonObject().getJsonObject("error");
        assertThat(error == null ? 0 : error.getInteger("code")).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT", "HEAD"})
    void takesPostOnly(String method) throws Exception {
        HttpResponse<Buffer> response = client.request(HttpMethod.valueOf(method), verticle.port(), "127.0.0.1", "/mcp")
                .putHeader("mcp-session-id", "abc")
                .send()
                .await(10, SECONDS);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.getHeader("allow")).isEqualTo("POST");
    }

    @Test
    void acceptsANotificationWithoutAnAnswer() throws Exception {
        HttpResponse<Buffer> response =
                post("/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", "2025-11-25", null);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.bodyAsBuffer()).isNull();
    }

    @Test
    void refusesAForeignPage() throws Exception {
        HttpResponse<Buffer> response = request("/mcp", null, null)
                .putHeader("origin", "http://localhost.evil.example")
                .sendBuffer(Buffer.buffer(CALL))
                .await(10, SECONDS);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(calls).hasValue(0);
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        HttpResponse<Buffer> response = post("/mcp", " ".repeat(3000), null, null);

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "/mcp, 200, -",
        "/mcp/, 200, -",
        "/mcp/crm, 200, -",
        "/mcp/crn, 404, no MCP endpoint at '/mcp/crn' (did you mean '/mcp/crm'?)",
        "/mcp/something-else, 404, no MCP endpoint at '/mcp/something-else' (expected: /mcp or /mcp/<namespace>)",
    })
    void findsAnEndpointByItsPath(String path, int status, String detail) throws Exception {
        HttpResponse<Buffer> response = post(path, CALL, null, null);

        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 404) {
            assertThat(response.getHeader("content-type")).isEqualTo("application/problem+json");
            assertThat(response.bodyAsJsonObject().getString("detail")).isEqualTo(detail);
        }
    }

    @Test
    void servesEachNamespaceItsOwnTools() throws Exception {
        String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

        assertThat(post("/mcp", list, null, null).bodyAsString()).contains("create-batch", "get-batch");
        assertThat(post("/mcp/crm", list, null, null).bodyAsString())
                .contains("get-batch")
                .doesNotContain("create-batch");
    }

    private HttpResponse<Buffer> post(String path, String body, String version, String method) throws Exception {
        return request(path, version, method).sendBuffer(Buffer.buffer(body)).await(10, SECONDS);
    }

    private HttpRequest<Buffer> request(String path, String version, String method) {
        HttpRequest<Buffer> request = client.post(verticle.port(), "127.0.0.1", path)
                .putHeader("content-type", "application/json")
                .putHeader("accept", "application/json, text/event-stream");
        if (version != null) {
            request.putHeader("mcp-protocol-version", version);
        }
        if (method != null) {
            request.putHeader("mcp-method", method);
        }
        return request;
    }
}
