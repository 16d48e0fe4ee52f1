package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.ProblemAnswer;
import io.portolan.testing.RawHttp;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What asks for something that is not served, or comes from where it must not, gets its answer at the edge. */
@TestInstance(Lifecycle.PER_CLASS)
final class EdgeRefusalsTest {

    private static final String BATCH = "/portkey-batch-rest/v1/batches/b1";

    private final Vertx vertx = Vertx.vertx();
    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeAll
    void start(@TempDir Path folder) {
        upstream = FakeUpstream.start(vertx);
        portolan = RunningPortolan.serve(vertx, Seeds.copies(folder, upstream.port()));
    }

    @AfterAll
    void stop() {
        RunningPortolan.await(vertx.close());
    }

    @AfterEach
    void nothingReachedTheUpstream() {
        assertThat(upstream.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/", "/none", "/portkey-batch-rest", "/portkey-batch-rest/v1/none", "/v1/batches/b1/output/more", "/mcp"
    })
    void saysWhichPathIsNotServed(String path) {
        JsonObject problem = ProblemAnswer.of(portolan.get(path), 404, "not-found");

        assertThat(problem.getString("detail")).contains("'" + path + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /portkey-batch-rest/v1/batches,           'GET, HEAD, OPTIONS, POST'",
        "PUT,    /portkey-batch-rest/v1/batches/b1,        'GET, HEAD, OPTIONS'",
        "GET,    /portkey-batch-rest/v1/batches/b1/cancel, 'OPTIONS, POST'",
        "TRACE,  /v1/batches,                              'GET, HEAD, OPTIONS, POST'",
    })
    void saysWhichMethodsWouldWork(String method, String path, String allowed) {
        HttpResponse<Buffer> answer =
                RunningPortolan.await(portolan.rest(method, path).send());

        JsonObject problem = ProblemAnswer.of(answer, 405, "method-not-allowed");
        assertThat(answer.getHeader("allow")).isEqualTo(allowed);
        assertThat(problem.getString("detail")).contains("'" + method + "'", allowed);
    }

    @Test
    void answersOptionsWithTheMethods() {
        HttpResponse<Buffer> answer =
                RunningPortolan.await(portolan.rest("OPTIONS", BATCH).send());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.getHeader("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(answer.getHeader("access-control-allow-origin")).isNull();
        assertThat(answer.body()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "retrieve-batch, retrieves-batch",
        "get-batch-jobs, get-batch-job",
    })
    void namesTheNearestTool(String asked, String nearest) {
        JsonObject error = portolan.rpc("/mcp", "tools/call", "{\"name\":\"" + asked + "\",\"arguments\":{}}")
                .getJsonObject("error");

        assertThat(error.getInteger("code")).isEqualTo(-32602);
        assertThat(error.getString("message")).contains("'" + asked + "'", "did you mean '" + nearest + "'?");
    }

    @Test
    void servesAToolOnlyAtItsOwnEndpoints() {
        JsonObject error = portolan.rpc(
                        "/mcp/portkey-batch-mcp", "tools/call", "{\"name\":\"get-batch-job\",\"arguments\":{}}")
                .getJsonObject("error");

        assertThat(error.getInteger("code")).isEqualTo(-32602);
    }

    @Test
    void namesTheNearestEndpoint() {
        HttpResponse<Buffer> answer = portolan.post("/mcp/portkey-batch-mpc", Buffer.buffer("{}"));

        JsonObject problem = ProblemAnswer.of(answer, 404, "not-found");
        assertThat(problem.getString("detail")).contains("did you mean '/mcp/portkey-batch-mcp'?");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{`,                                                         -32700",
                "`[]`,                                                        -32600",
                "`{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"tools/list\"}`,  -32600",
                "`{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/none\"}`,  -32601",
                "`{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}`,  -32602",
            })
    void answersAMessageThatIsNoneWithItsCode(String message, int code) {
        JsonObject answer = portolan.post("/mcp", Buffer.buffer(message)).bodyAsJsonObject();

        assertThat(answer.getJsonObject("error").getInteger("code")).isEqualTo(code);
        assertThat(answer.getJsonObject("error").getString("message")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"GET", "DELETE", "PUT"})
    void takesNothingButPostOnMcp(String method) {
        RawHttp.Answer answer = RawHttp.request(port(Listener.Kind.MCP), method + " /mcp", "localhost", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @EnumSource(Listener.Kind.class)
    void keepsOutAPageThatReboundItsName(Listener.Kind kind) {
        RawHttp.Answer answer =
                RawHttp.request(port(kind), line(kind), "evil.example", body(kind), "Content-Type: application/json");

        refused(answer, "evil.example");
    }

    @ParameterizedTest
    @EnumSource(Listener.Kind.class)
    void keepsOutAPageOfAnotherOrigin(Listener.Kind kind) {
        RawHttp.Answer answer = RawHttp.request(
                port(kind),
                line(kind),
                "localhost:" + port(kind),
                body(kind),
                "Content-Type: application/json",
                "Origin: https://evil.example");

        refused(answer, "https://evil.example");
        assertThat(answer.all("access-control-allow-origin")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Listener.Kind.class)
    void takesNoRequestWithTwoHosts(Listener.Kind kind) {
        RawHttp.Answer answer = RawHttp.request(
                port(kind),
                line(kind),
                "localhost",
                body(kind),
                "Content-Type: application/json",
                "Host: evil.example");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void servesNothingElseOnTheControlPort() {
        ProblemAnswer.of(portolan.control("/none"), 404, "not-found");
        RawHttp.Answer posted = RawHttp.request(port(Listener.Kind.CONTROL), "POST /plan", "localhost", "");

        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.header("allow")).isEqualTo("GET, HEAD");
    }

    private static void refused(RawHttp.Answer answer, String who) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(who);
    }

    private static String line(Listener.Kind kind) {
        return switch (kind) {
            case REST -> "GET " + BATCH;
            case MCP -> "POST /mcp";
            case CONTROL -> "GET /plan";
        };
    }

    private static String body(Listener.Kind kind) {
        return kind == Listener.Kind.MCP
                ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                        + "{\"name\":\"retrieves-batch\",\"arguments\":{\"batch_id\":\"b1\"}}}"
                : "";
    }

    private int port(Listener.Kind kind) {
        return portolan.port(kind);
    }
}
