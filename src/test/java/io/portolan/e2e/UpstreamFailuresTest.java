package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.LimitOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.portolan.options.TimeoutOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FreePort;
import io.portolan.testing.ProblemAnswer;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream that gives no proper answer: the caller learns what happened, in the words of its own surface. */
@TestInstance(Lifecycle.PER_CLASS)
final class UpstreamFailuresTest {

    private static final String BATCH = "/portkey-batch-rest/v1/batches/b1";
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Size LIMIT = Size.parse("8KiB");

    private final Vertx vertx = Vertx.vertx();
    private FakeUpstream upstream;
    private int refusing;
    private RunningPortolan portolan;

    @BeforeAll
    void start(@TempDir Path folder) {
        upstream = FakeUpstream.start(vertx);
        refusing = FreePort.find();
        Seeds.copy(folder, "portkey-batch.yaml", upstream.port());
        Seeds.copy(folder, "batch-batch-jobs.yaml", refusing);
        portolan = RunningPortolan.serve(vertx, folder, key -> "key", UpstreamFailuresTest::impatient);
    }

    @AfterAll
    void stop() {
        RunningPortolan.await(vertx.close());
    }

    @Test
    void saysThatTheUpstreamRefusedTheConnection() {
        HttpResponse<Buffer> rest = portolan.get("/batch-batch-jobs-rest/v1/batch/jobs");
        JsonObject result = portolan.call("/mcp", "list-batch-jobs", "{}");

        JsonObject problem = ProblemAnswer.of(rest, 502, "upstream-unreachable");
        String reason = "batch-batch-jobs (127.0.0.1:" + refusing + ") refused the connection";
        assertThat(problem.getString("detail")).isEqualTo(reason);
        assertThat(problem.getBoolean("retryable")).isTrue();
        failed(result, reason);
    }

    @Test
    void saysThatTheDeadlinePassed() {
        upstream.answers((request, response) -> {});

        Future<HttpResponse<Buffer>> waiting = portolan.rest("GET", BATCH).send();
        JsonObject result = tool();

        JsonObject problem = ProblemAnswer.of(RunningPortolan.await(waiting), 504, "timeout");
        assertThat(problem.getString("detail")).contains("portkey-batch", "did not answer in time");
        assertThat(problem.getBoolean("retryable")).isTrue();
        failed(result, "did not answer in time");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverHandsOutHalfAnAnswer(boolean announced) {
        upstream.answers((request, response) -> {
            if (announced) {
                response.putHeader("content-length", "100");
            } else {
                response.setChunked(true);
            }
            response.putHeader("content-type", "application/json")
                    .write("{\"id\":\"b1\"}")
                    .onComplete(written -> request.connection().close());
        });

        Future<HttpResponse<Buffer>> rest = portolan.rest("GET", BATCH).send();
        JsonObject result = tool();

        if (announced) {
            JsonObject problem = ProblemAnswer.of(RunningPortolan.await(rest), 502, "upstream-broken");
            assertThat(problem.getString("detail")).contains("broke off its answer");
        } else {
            // It was being passed on, or was about to be.
            int status =
                    RunningPortolan.await(rest.map(HttpResponse::statusCode).otherwise(0));
            assertThat(status).isIn(0, 502);
        }
        failed(result, "broke off");
    }

    @Test
    void saysThatTheUpstreamHungUp() {
        upstream.answers((request, response) -> request.connection().close());

        JsonObject problem = ProblemAnswer.of(portolan.get(BATCH), 502, "upstream-broken");

        assertThat(problem.getString("detail")).contains("broke off");
        failed(tool(), "broke off");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesAnAnswerOverTheLimitOnOrAsMuchOfItAsMayBeRead(boolean announced) {
        Buffer large = Buffer.buffer("x".repeat(LIMIT.asInt() + 1));
        upstream.answers((request, response) -> {
            response.setChunked(!announced).putHeader("content-type", "text/plain");
            response.end(large);
        });

        HttpResponse<Buffer> rest = portolan.get(BATCH);
        JsonObject result = tool();

        assertThat(rest.statusCode()).isEqualTo(200);
        assertThat(rest.body()).isEqualTo(large);
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("x".repeat(LIMIT.asInt()));
        assertThat(result.getBoolean("isError")).isNull();
    }

    @Test
    void takesAnAnswerThatJustFits() {
        String large = "x".repeat(LIMIT.asInt());
        upstream.answers(FakeUpstream.text(200, "text/plain", large));

        assertThat(portolan.get(BATCH).bodyAsString()).isEqualTo(large);
    }

    private JsonObject tool() {
        return portolan.call("/mcp/portkey-batch-mcp", "retrieves-batch", "{\"batch_id\":\"b1\"}");
    }

    private static void failed(JsonObject result, String reason) {
        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .contains(reason);
    }

    private static PortolanOptions impatient(PortolanOptions options) {
        TimeoutOptions defaults = options.timeouts();
        LimitOptions limits = options.limits();
        return options.withTimeouts(new TimeoutOptions(
                        defaults.connect(), defaults.firstByte(), defaults.idle(), PATIENCE, Duration.ZERO))
                .withLimits(new LimitOptions(LIMIT, limits.inFlight(), limits.pool(), limits.poolQueue()));
    }
}
