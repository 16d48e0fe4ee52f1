package io.portolan.mcp.stdio;

import static io.portolan.mcp.Fixture.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.server.McpMethods;
import io.portolan.options.McpOptions;
import io.portolan.options.PortolanOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tool that runs only once that is confirmed, and a client that can be asked on its own connection. */
@ExtendWith(VertxExtension.class)
final class ConfirmingTest {

    private static final String ELICITS = "{\"elicitation\":{}}";

    private final AtomicInteger called = new AtomicInteger();
    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "2025-06-18 | {'elicitation':{}}",
                "2025-11-25 | {'elicitation':{}}",
                "2025-11-25 | {'elicitation':{'form':{},'url':{}}}",
            })
    void asksAndRunsWhenTheUserAccepts(String revision, String capabilities) throws Exception {
        Dialogue dialogue = shakenHands(revision, capabilities);

        delete(dialogue, 1);
        JsonObject question = dialogue.hear();
        int before = called.get();
        answer(dialogue, question, "\"result\":{\"action\":\"accept\",\"content\":{}}");
        JsonObject answer = dialogue.hear();

        assertThat(question.getString("method")).isEqualTo("elicitation/create");
        assertThat(question.getJsonObject("params"))
                .isEqualTo(new JsonObject()
                        .put("message", "Run delete-batch with {\"batch_id\":\"b1\"}? Its effects may not be undone.")
                        .put("requestedSchema", new JsonObject("{\"type\":\"object\",\"properties\":{}}")));
        assertThat(before).isZero();
        assertThat(answer.getInteger("id")).isEqualTo(1);
        assertThat(answer.getJsonObject("result").getJsonObject("structuredContent"))
                .isEqualTo(new JsonObject().put("gone", true));
        assertThat(called).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "'result':{'action':'decline'} | the user did not confirm; nothing was done",
                "'result':{'action':'cancel'} | the user did not confirm; nothing was done",
                "'result':{} | the user did not confirm; nothing was done",
                "'error':{'code':-32600,'message':'no'} | not confirmed: the client answered with an error; nothing was done",
            })
    void doesNothingForAnyOtherAnswer(String answer, String said) throws Exception {
        Dialogue dialogue = shakenHands("2025-11-25", ELICITS);

        delete(dialogue, 1);
        answer(dialogue, dialogue.hear(), answer.replace('\'', '"'));

        assertThat(error(dialogue.hear())).isEqualTo(said);
        assertThat(called).hasValue(0);
    }

    @Test
    void givesUpWhenNoAnswerComesInTimeAndTakesNoneLater() throws Exception {
        Dialogue dialogue = shakenHands("2025-11-25", ELICITS, Duration.ofMillis(50), new Room(64, 1000));

        delete(dialogue, 1);
        JsonObject question = dialogue.hear();
        String late = error(dialogue.hear());
        answer(dialogue, question, "\"result\":{\"action\":\"accept\"}");
        ping(dialogue, 2);

        assertThat(late).isEqualTo("not confirmed: no answer of the client within 50ms; nothing was done");
        assertThat(dialogue.hear().getInteger("id")).isEqualTo(2);
        assertThat(called).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "2025-03-26 | {'elicitation':{}}",
                "2025-11-25 | {}",
                "2025-11-25 | {'elicitation':{'url':{}}}",
            })
    void tellsAClientThatCannotBeAskedHowToConfirm(String revision, String capabilities) throws Exception {
        Dialogue dialogue = shakenHands(revision, capabilities);

        delete(dialogue, 1);

        assertThat(error(dialogue.hear())).contains("call the tool again", "portolan_confirm = ");
        assertThat(called).hasValue(0);
    }

    @Test
    void runsNothingForACallThatIsCancelledMeanwhile() throws Exception {
        Dialogue dialogue = shakenHands("2025-11-25", ELICITS);
        delete(dialogue, 1);
        JsonObject question = dialogue.hear();

        dialogue.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        answer(dialogue, question, "\"result\":{\"action\":\"accept\"}");
        ping(dialogue, 2);

        assertThat(dialogue.hear().getInteger("id")).isEqualTo(2);
        assertThat(called).hasValue(0);
    }

    @Test
    void hearsTheAnswersHoweverManyItAsks() throws Exception {
        Dialogue dialogue = shakenHands("2025-11-25", ELICITS, Duration.ofMinutes(1), new Room(2, 1_000_000));
        List<JsonObject> questions = new ArrayList<>();

        for (int id = 1; id <= 20; id++) {
            delete(dialogue, id);
            questions.add(dialogue.hear());
        }
        for (JsonObject question : questions) {
            answer(dialogue, question, "\"result\":{\"action\":\"accept\"}");
        }

        for (int id = 1; id <= 20; id++) {
            assertThat(dialogue.hear().getInteger("id")).isEqualTo(id);
        }
    }

    @Test
    void waitsForNoAnswerOnceTheInputHasEnded() throws Exception {
        Dialogue dialogue = shakenHands("2025-11-25", ELICITS);
        delete(dialogue, 1);
        dialogue.hear();

        dialogue.hangUp();

        assertThat(error(dialogue.hear())).isEqualTo("not confirmed: the client says nothing more; nothing was done");
        dialogue.verticle().ended().await(10, SECONDS);
    }

    private Dialogue shakenHands(String revision, String capabilities) throws Exception {
        return shakenHands(revision, capabilities, Duration.ofMinutes(1), new Room(64, 1_000_000));
    }

    private Dialogue shakenHands(String revision, String capabilities, Duration within, Room room) throws Exception {
        Dialogue dialogue =
                Dialogue.begin(vertx, methods(within), Dialogue.OPTIONS, room).listening();
        dialogue.shakeHands(revision, capabilities.replace('\'', '"'));
        return dialogue;
    }

    private McpMethods methods(Duration within) {
        McpOptions mcp = McpOptions.defaults();
        PortolanOptions options =
                PortolanOptions.defaults().withMcp(mcp.withLimits(mcp.limits().withConfirmWithin(within)));
        return Fixture.methods(Fixture.endpoint("/mcp", Fixture.DELETE_BATCH), this::gone, options);
    }

    private Future<Result> gone(String namespace, Invocation invocation) {
        called.incrementAndGet();
        return Future.succeededFuture(result(200, "application/json", "{\"gone\":true}"));
    }

    private static void delete(Dialogue dialogue, int id) throws IOException {
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"delete-batch\",\"arguments\":{\"batch_id\":\"b1\"}}}");
    }

    private static void ping(Dialogue dialogue, int id) throws IOException {
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
    }

    private static void answer(Dialogue dialogue, JsonObject question, String outcome) throws IOException {
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":\"" + question.getString("id") + "\"," + outcome + "}");
    }

    private static String error(JsonObject answer) {
        JsonObject result = answer.getJsonObject("result");
        assertThat(result.getBoolean("isError")).as(answer.encode()).isTrue();
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }
}
