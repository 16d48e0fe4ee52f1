package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FakeUpstream.Received;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever an upstream answers reaches the caller as it is, over REST as HTTP and over MCP as a tool's result. */
@TestInstance(Lifecycle.PER_CLASS)
final class UpstreamAnswersTest {

    private static final String BATCH = "/portkey-batch-rest/v1/batches/b1";
    private static final String BATCHES = "/portkey-batch-rest/v1/batches";
    private static final String BIG = "{\"a\":12345678901234567890123,\"b\":1e400,\"c\":0.10,\"d\":\"\\u00e9é\"}";

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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "404, application/json,         {\"error\":{\"message\":\"no batch b1\"}}",
                "404, text/html; charset=utf-8, <h1>Not found</h1>",
                "429, application/json,         {\"error\":\"slow down\"}",
                "429, text/html,                <p>slow down</p>",
                "500, application/problem+json, {\"title\":\"broken\"}",
                "500, text/html,                <p>broken</p>",
                "503, text/plain,               come back later",
            })
    void passesOnTheVendorsErrors(int status, String type, String body) {
        upstream.answers(FakeUpstream.text(status, type, body));

        HttpResponse<Buffer> rest = portolan.get(BATCH);
        JsonObject result = tool();

        assertThat(rest.statusCode()).isEqualTo(status);
        assertThat(rest.getHeader("content-type")).isEqualTo(type);
        assertThat(rest.bodyAsString()).isEqualTo(body);
        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(text(result)).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "application/x-ndjson,       `{\"id\":1}\n{\"id\":2}\n`",
                "application/jsonl,          `{\"id\":1}\n{\"id\":2}\n`",
                "text/plain; charset=utf-8,  `naïve ☕`",
                "text/html,                  `<p>fine</p>`",
                "text/csv,                   `a,b\r\n1,2`",
                "application/json,           `{\"cut\":`",
                "application/json,           `[1,2,3]`",
                "application/json,           `null`",
                "application/vnd.api+json,   `{\"data\":[]}`",
            })
    void passesOnTextByteForByte(String type, String body) {
        upstream.answers(FakeUpstream.text(200, type, body));

        HttpResponse<Buffer> rest = portolan.get(BATCH);
        JsonObject result = tool();

        assertThat(rest.statusCode()).isEqualTo(200);
        assertThat(rest.getHeader("content-type")).isEqualTo(type);
        assertThat(rest.bodyAsString()).isEqualTo(body);
        assertThat(result.getBoolean("isError", false)).isFalse();
        assertThat(text(result)).isEqualTo(body);
    }

    @Test
    void keepsEveryDigitBothWays() {
        upstream.answersJson(200, BIG);

        HttpResponse<Buffer> rest = portolan.post(BATCHES, BIG);
        String overRest = upstream.received().getLast().body().toString();
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"creates-and-executes-batch-uploaded\",\"arguments\":{\"body\":" + BIG + "}}}";
        HttpResponse<Buffer> mcp = portolan.post("/mcp/portkey-batch-mcp", Buffer.buffer(message));
        String overMcp = upstream.received().getLast().body().toString();

        assertThat(rest.bodyAsString()).isEqualTo(BIG);
        assertThat(overRest).isEqualTo(BIG);
        assertThat(mcp.bodyAsString()).contains("\"structuredContent\":" + BIG);
        assertThat(overMcp).isEqualTo(BIG);
    }

    @Test
    void handsOutBinaryAsItIs() {
        Buffer bytes = Buffer.buffer(new byte[] {0, 1, (byte) 0xFF, (byte) 0xFE, '\n', '\r', 0});
        upstream.answers((request, response) ->
                response.putHeader("content-type", "application/x-tar").end(bytes));

        HttpResponse<Buffer> rest = portolan.get(BATCH + "/output");
        JsonObject resource = portolan.call("/mcp", "returns-batch-output-stream", "{\"batch_id\":\"b1\"}")
                .getJsonArray("content")
                .getJsonObject(0)
                .getJsonObject("resource");

        assertThat(rest.body()).isEqualTo(bytes);
        assertThat(rest.getHeader("content-type")).isEqualTo("application/x-tar");
        assertThat(resource.getString("mimeType")).isEqualTo("application/x-tar");
        assertThat(Base64.getDecoder().decode(resource.getString("blob"))).isEqualTo(bytes.getBytes());
    }

    @Test
    void answersNothingWithNothing() {
        upstream.answers((request, response) -> response.setStatusCode(204).end());

        HttpResponse<Buffer> rest = portolan.get(BATCH);
        JsonObject result = tool();

        assertThat(rest.statusCode()).isEqualTo(204);
        assertThat(rest.body()).isNull();
        assertThat(rest.getHeader("content-type")).isNull();
        assertThat(result.getBoolean("isError", false)).isFalse();
        assertThat(result.getJsonArray("content")).isEmpty();
    }

    @Test
    void handsARedirectOverInsteadOfFollowingIt() {
        FakeUpstream elsewhere = FakeUpstream.start(vertx);
        String location = "http://127.0.0.1:" + elsewhere.port() + "/signed?token=t";
        upstream.answers((request, response) ->
                response.setStatusCode(302).putHeader("location", location).end());

        HttpResponse<Buffer> rest = portolan.get(BATCH + "/output");
        JsonObject result = tool();

        assertThat(rest.statusCode()).isEqualTo(302);
        assertThat(rest.getHeader("location")).isEqualTo(location);
        assertThat(result.getBoolean("isError", false)).isFalse();
        assertThat(text(result)).contains("302", location);
        assertThat(elsewhere.received()).isEmpty();
    }

    @Test
    void passesOnWhatTheHeadersSayOfTheAnswer() {
        upstream.answers((request, response) -> {
            response.headers()
                    .add("retry-after", "7")
                    .add("x-ratelimit-remaining", "0")
                    .add("x-request-id", "vendor-1")
                    .add("etag", "\"v1\"")
                    .add("link", "</a>; rel=next")
                    .add("link", "</b>; rel=prev");
            FakeUpstream.text(429, "application/json", "{}").write(request, response);
        });

        HttpResponse<Buffer> rest = portolan.get(BATCH);

        assertThat(rest.getHeader("retry-after")).isEqualTo("7");
        assertThat(rest.getHeader("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(rest.getHeader("etag")).isEqualTo("\"v1\"");
        assertThat(rest.headers().getAll("link")).containsExactly("</a>; rel=next", "</b>; rel=prev");
        assertThat(rest.getHeader("x-upstream-request-id")).isEqualTo("vendor-1");
        assertThat(rest.headers().getAll("x-request-id")).singleElement().isNotEqualTo("vendor-1");
    }

    @Test
    void keepsBackWhatTheHeadersSayOfTheUpstreamItself() {
        upstream.answers((request, response) -> {
            response.headers()
                    .add("connection", "keep-alive, x-hop")
                    .add("x-hop", "1")
                    .add("keep-alive", "timeout=5")
                    .add("proxy-authenticate", "Basic")
                    .add("set-cookie", "session=s; HttpOnly")
                    .add("server", "vendor/1")
                    .add("via", "1.1 vendor")
                    .add("alt-svc", "h3=\":443\"")
                    .add("strict-transport-security", "max-age=1")
                    .add("access-control-allow-origin", "*")
                    .add("access-control-allow-credentials", "true");
            FakeUpstream.text(200, "application/json", "{}").write(request, response);
        });

        HttpResponse<Buffer> rest = portolan.get(BATCH);

        assertThat(rest.headers().names())
                .extracting(String::toLowerCase)
                .containsExactlyInAnyOrder("x-request-id", "content-type", "content-length");
    }

    @Test
    void asksForAPlainAnswerWhereTheCallerCouldNotUnpackIt() {
        upstream.answersJson(200, "{}");

        tool();
        String overMcp = upstream.received().getLast().headers().get("accept-encoding");
        RunningPortolan.await(vertx.eventBus()
                .request("capability.portkey-batch.retrievebatch", new JsonObject().put("batch_id", "b1")));
        String onTheBus = upstream.received().getLast().headers().get("accept-encoding");
        portolan.get(BATCH);
        String overRest = upstream.received().getLast().headers().get("accept-encoding");

        assertThat(overMcp).isEqualTo("identity");
        assertThat(onTheBus).isEqualTo("identity");
        assertThat(overRest).isNull();
    }

    @Test
    void passesOnACompressedAnswerToACallerThatTakesIt() throws IOException {
        Buffer zipped = zipped("{\"id\":\"b1\"}");
        upstream.answers((request, response) -> {
            boolean asked = "gzip".equals(request.headers().get("accept-encoding"));
            response.putHeader("content-type", "application/json");
            if (asked) {
                response.putHeader("content-encoding", "gzip").end(zipped);
            } else {
                response.end("{\"id\":\"b1\"}");
            }
        });

        HttpResponse<Buffer> asked = RunningPortolan.await(
                portolan.rest("GET", BATCH).putHeader("accept-encoding", "gzip").send());
        HttpResponse<Buffer> unasked = portolan.get(BATCH);
        JsonObject result = tool();

        assertThat(asked.getHeader("content-encoding")).isEqualTo("gzip");
        assertThat(asked.body()).isEqualTo(zipped);
        assertThat(unasked.getHeader("content-encoding")).isNull();
        assertThat(unasked.bodyAsString()).isEqualTo("{\"id\":\"b1\"}");
        assertThat(text(result)).isEqualTo("{\"id\":\"b1\"}");
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() {
        upstream.answersJson(200, "{\"id\":\"b1\"}");

        HttpResponse<Buffer> head =
                RunningPortolan.await(portolan.rest("HEAD", BATCH).send());

        Received received = upstream.received().getLast();
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.getHeader("content-type")).isEqualTo("application/json");
        assertThat(head.getHeader("content-length")).isEqualTo("11");
        assertThat(head.body()).isNull();
        assertThat(received.uri()).isEqualTo("/v1/batches/b1");
    }

    private JsonObject tool() {
        return portolan.call("/mcp/portkey-batch-mcp", "retrieves-batch", "{\"batch_id\":\"b1\"}");
    }

    private static String text(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }

    private static Buffer zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
