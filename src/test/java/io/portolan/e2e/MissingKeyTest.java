package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.ProblemAnswer;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that is missing, or empty, stops the calls that need it, with its name, and nothing else. */
@TestInstance(Lifecycle.PER_CLASS)
final class MissingKeyTest {

    /** Of portkey-batch none, of together-ai-rl an empty one. */
    private static final Map<String, String> KEYS =
            Map.of("TOGETHER_AI_API_KEY", "", "MISTRAL_AI_API_KEY", "m", "TRUEFOUNDRY_API_KEY", "t");

    private final Vertx vertx = Vertx.vertx();
    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeAll
    void start(@TempDir Path folder) {
        upstream = FakeUpstream.start(vertx);
        portolan = RunningPortolan.serve(vertx, Seeds.copies(folder, upstream.port()), KEYS::get, options -> options);
    }

    @AfterAll
    void stop() {
        RunningPortolan.await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({
        "PORTKEY_API_KEY,     /portkey-batch-rest/v1/batches",
        "TOGETHER_AI_API_KEY, /together-ai-rl-rest/v1/rl/training-sessions",
    })
    void saysOverRestWhichVariableToSet(String variable, String target) {
        JsonObject problem = ProblemAnswer.of(portolan.get(target), 503, "unavailable");

        assertThat(problem.getString("variable")).isEqualTo(variable);
        assertThat(problem.getString("detail")).isEqualTo(sentence(variable));
        assertThat(problem.getBoolean("retryable")).isFalse();
        assertThat(upstream.received()).noneMatch(request -> target.endsWith(request.uri()));
    }

    @ParameterizedTest
    @CsvSource({
        "PORTKEY_API_KEY,     list-your-organization-s-batches",
        "TOGETHER_AI_API_KEY, list-training-sessions",
    })
    void saysTheSameOverMcp(String variable, String tool) {
        JsonObject result = portolan.call("/mcp", tool, "{}");

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo(sentence(variable));
    }

    @ParameterizedTest
    @CsvSource({
        "PORTKEY_API_KEY,     capability.portkey-batch.listbatches",
        "TOGETHER_AI_API_KEY, capability.together-ai-rl.listtrainingsessions",
    })
    void saysTheSameOnTheBus(String variable, String address) {
        Future<Message<Object>> answer = vertx.eventBus().request(address, new JsonObject());

        ReplyException failure = catchThrowableOfType(ReplyException.class, () -> RunningPortolan.await(answer));
        assertThat(failure.failureCode()).isEqualTo(503);
        assertThat(failure).hasMessage(sentence(variable));
    }

    @Test
    void checksTheInputFirst() {
        ProblemAnswer.of(portolan.get("/portkey-batch-rest/v1/batches?limit=abc"), 400, "invalid-input");
    }

    @Test
    void servesEverythingElse() {
        assertThat(portolan.get("/batch-batch-jobs-rest/v1/batch/jobs").statusCode())
                .isEqualTo(200);
        assertThat(portolan.call("/mcp", "get-batch", "{\"batch_id\":\"b1\"}").getBoolean("isError", false))
                .isFalse();
        assertThat(portolan.control("/health/ready").statusCode()).isEqualTo(200);
    }

    private static String sentence(String variable) {
        return variable + " is not set: set it in .env, or in the environment and restart";
    }
}
