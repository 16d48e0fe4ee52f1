package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.Listener;
import io.portolan.options.LimitOptions;
import io.portolan.options.Size;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.ProblemAnswer;
import io.portolan.testing.RawHttp;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Input that does not fit is refused where it comes in, with a sentence that helps, and never reaches the upstream. */
@TestInstance(Lifecycle.PER_CLASS)
final class BadInputTest {

    private static final String PORTKEY = "/portkey-batch-rest/v1/batches";
    private static final String TOGETHER = "/together-ai-rl-rest/v1/rl";
    private static final Size LIMIT = Size.parse("8KiB");

    private final Vertx vertx = Vertx.vertx();
    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeAll
    void start(@TempDir Path folder) {
        upstream = FakeUpstream.start(vertx);
        Path files = Seeds.copies(folder, upstream.port());
        portolan = RunningPortolan.serve(
                vertx,
                files,
                key -> "key",
                options -> options.withLimits(new LimitOptions(
                        LIMIT,
                        options.limits().inFlight(),
                        options.limits().pool(),
                        options.limits().poolQueue())));
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
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/training-sessions?limit=abc,           limit,   `expected an integer, got 'abc'`",
                "/training-sessions?limit=1.5,           limit,   `expected an integer, got '1.5'`",
                "/training-sessions?limit=,              limit,   `expected an integer, got ''`",
                "/training-sessions?limit=1&limit=2,     limit,   `given 2 times (expected: once)`",
                "/training-sessions?limt=5,              limt,    `unknown query parameter (did you mean 'limit'?)`",
                "/training-sessions?zzzzzz=5,            zzzzzz,  `(expected: status, limit, after)`",
                "/training-sessions?after=%FF,           after,   `malformed percent-encoding`",
                "/training-sessions/s1?x=1,              x,       `unknown query parameter (expected: none)`",
                "/checkpoints/ck_1/download,             variant, `required parameter is missing`",
            })
    void refusesAQueryThatDoesNotFit(String target, String name, String detail) {
        JsonObject problem = ProblemAnswer.of(portolan.get(TOGETHER + target), 400, "invalid-input");

        JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("in")).isEqualTo("query");
        assertThat(error.getString("name")).isEqualTo(name);
        assertThat(error.getString("detail")).contains(detail);
        assertThat(problem.getString("detail")).contains(name);
        assertThat(problem.getBoolean("retryable")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "list-training-sessions,   `{\"limit\":\"7\"}`,              `limit: expected an integer, got a string`",
                "list-training-sessions,   `{\"limit\":1.5}`,                `limit: expected an integer, got '1.5'`",
                "list-training-sessions,   `{\"limit\":[1]}`,                `limit: expected an integer, got an array`",
                "list-training-sessions,   `{\"status\":1}`,                 `status: expected a string, got a number`",
                "list-training-sessions,   `{\"limt\":5}`,                   `did you mean 'limit'?`",
                "download-checkpoint,      `{\"id\":\"ck_1\"}`,              `variant: required parameter is missing`",
                "download-checkpoint,      `{\"id\":\"ck_1\",\"variant\":null}`, `variant: required parameter is missing`",
                "create-training-session,  `{}`,                             `body: required`",
                "create-training-session,  `{\"body\":[1]}`,                 `body: expected a JSON object, got an array`",
                "create-training-session,  `{\"body\":\"{}\"}`,              `body: expected a JSON object, got a string`",
            })
    void refusesArgumentsThatDoNotFit(String tool, String arguments, String detail) {
        assertThat(refusal(portolan.call("/mcp", tool, arguments)))
                .contains("the arguments do not fit tool '" + tool + "'")
                .contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "listtrainingsessions, `{\"limit\":\"7\"}`,   `limit: expected an integer, got a string`",
                "listtrainingsessions, `{\"limt\":5}`,        `limt: unknown parameter (did you mean 'limit'?)`",
                "downloadcheckpoint,   `{\"id\":\"ck_1\"}`,   `variant: required parameter is missing`",
                "starttrainingsession, `{}`,                  `body: required`",
                "starttrainingsession, `{\"body\":[1]}`,      `body: expected a JSON object, got an array`",
                "gettrainingsession,   `{\"session_id\":\"..\"}`, `session_id' is '..'`",
            })
    void refusesAMessageThatDoesNotFit(String operation, String arguments, String detail) {
        Future<?> answer =
                vertx.eventBus().request("capability.together-ai-rl." + operation, new JsonObject(arguments));

        ReplyException failure = catchThrowableOfType(ReplyException.class, () -> RunningPortolan.await(answer));
        assertThat(failure.failureCode()).isEqualTo(400);
        assertThat(failure).hasMessageContaining(detail);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "POST, `` ,       application/json,                  `{\"a\":`,  400, not JSON",
                "POST, `` ,       application/json,                  `{} {}`,    400, not JSON",
                "POST, `` ,       application/json,                  `[1]`,      400, `expected a JSON object, got an array`",
                "POST, `` ,       application/json,                  `null`,     400, `expected a JSON object, got null`",
                "POST, `` ,       application/json,                  `\"{}\"`,   400, `expected a JSON object, got a string`",
                "POST, `` ,       application/json,                  -,          400, required",
                "POST, `` ,       application/x-www-form-urlencoded, `a=b`,      415, send 'Content-Type: application/json'",
                "POST, /b/cancel, application/json,                  `{}`,       400, this operation takes no body",
                "GET,  /b,        application/json,                  `{}`,       400, this operation takes no body",
            })
    void refusesABodyThatDoesNotFit(
            String method, String path, String contentType, String body, int status, String detail) {
        HttpRequest<Buffer> request = portolan.rest(method, PORTKEY + path).putHeader("content-type", contentType);
        HttpResponse<Buffer> answer =
                RunningPortolan.await(body == null ? request.send() : request.sendBuffer(Buffer.buffer(body)));

        String kind = status == 415 ? "unsupported-media-type" : "invalid-input";
        assertThat(ProblemAnswer.of(answer, status, kind).getString("detail")).contains(detail);
    }

    @Test
    void refusesABodyOverTheLimit() {
        Buffer large = Buffer.buffer("{\"a\":\"" + "x".repeat(LIMIT.asInt()) + "\"}");
        String head = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        String chunked = "POST " + PORTKEY + head + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n";

        JsonObject announced = ProblemAnswer.of(portolan.post(PORTKEY, large.toString()), 413, "body-too-large");
        RawHttp.Answer unannounced = RawHttp.exchange(portolan.port(Listener.Kind.REST), chunked);
        HttpResponse<Buffer> overMcp = portolan.post("/mcp", large);

        assertThat(announced.getString("detail")).contains("8KiB");
        assertThat(unannounced.status()).isEqualTo(413);
        ProblemAnswer.of(overMcp, 413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "%2e%2e",
                "%2E",
                ".%2e",
                "%00",
                "a%0D%0Ab",
                "%0a",
                "%7F",
                "%ED%A0%80",
                "%FF",
                "%zz",
                "%2"
            })
    void refusesAnIdThatIsNoPathSegment(String id) {
        RawHttp.Answer answer = RawHttp.get(portolan.port(Listener.Kind.REST), PORTKEY + "/" + id);
        RawHttp.Answer inside = RawHttp.get(portolan.port(Listener.Kind.REST), PORTKEY + "/" + id + "/output");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(inside.status()).as(inside.body()).isEqualTo(400);
    }

    @Test
    void refusesAnEmptyIdBetweenSlashes() {
        RawHttp.Answer answer = RawHttp.get(portolan.port(Listener.Kind.REST), PORTKEY + "//output");

        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\".\"",
                "\"..\"",
                "\"a\\u0000\"",
                "\"a\\r\\nX: 1\"",
                "\"\\ud800\"",
                "\"\\udc00x\"",
                "7",
                "null"
            })
    void refusesAnArgumentThatIsNoPathSegment(String id) {
        JsonObject result = portolan.call("/mcp/portkey-batch-mcp", "retrieves-batch", "{\"batch_id\":" + id + "}");

        assertThat(refusal(result)).contains("batch_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a\u0000", "a\r\nX: 1", "\ud800"})
    void refusesAMessageWhoseIdIsNoPathSegment(String id) {
        Future<?> answer = vertx.eventBus()
                .request("capability.portkey-batch.retrievebatch", new JsonObject().put("batch_id", id));

        ReplyException failure = catchThrowableOfType(ReplyException.class, () -> RunningPortolan.await(answer));
        assertThat(failure.failureCode()).isEqualTo(400);
        assertThat(failure).hasMessageContaining("batch_id");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        HttpResponse<Buffer> answer = portolan.get(TOGETHER + "/checkpoints/ck_1/download?limit=1&varaint=x");

        JsonObject problem = ProblemAnswer.of(answer, 400, "invalid-input");
        assertThat(problem.getJsonArray("errors"))
                .extracting(error -> ((JsonObject) error).getString("name"))
                .containsExactlyInAnyOrder("limit", "varaint", "variant");
    }

    private static String refusal(JsonObject result) {
        assertThat(result.getBoolean("isError")).as(result.encode()).isTrue();
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }
}
