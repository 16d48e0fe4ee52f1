package io.portolan.mcp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.format.JsonTree;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.caller.Questions.Question;
import io.portolan.mcp.caller.UnansweredException;
import io.portolan.mcp.server.McpAction;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests of the server, and the responses that clients post. */
@ExtendWith(VertxExtension.class)
final class QuestionsTest {

    private final Questions questions = new Questions();

    @Test
    void givesTheResultToTheOneWhoAsked(Vertx vertx) throws Exception {
        Question question = ask(vertx);

        assertThat(respond(question.id(), "\"result\":{\"action\":\"accept\"}")).isInstanceOf(McpAction.Accepted.class);

        assertThat(question.answer().await(10, SECONDS)).hasToString("{\"action\":\"accept\"}");
        assertThat(question.message().toJsonObject().getString("method")).isEqualTo("elicitation/create");
    }

    @Test
    void failsWhenTheClientAnswersWithAnError(Vertx vertx) {
        Question question = ask(vertx);

        respond(question.id(), "\"error\":{\"code\":-1,\"message\":\"no\"}");

        assertThatThrownBy(() -> question.answer().await(10, SECONDS)).isInstanceOf(UnansweredException.class);
    }

    @Test
    void takesAnAnswerOnce(Vertx vertx) {
        Question question = ask(vertx);
        respond(question.id(), "\"result\":{}");

        McpAction again = respond(question.id(), "\"result\":{}");

        assertThat(Fixture.reply(again).status()).isEqualTo(400);
        assertThat(Fixture.code(again)).isEqualTo(-32600);
        assertThat(Fixture.json(again).containsKey("id")).isFalse();
    }

    @Test
    void refusesAnswersToNothing() {
        McpAction refused = respond("n.unknown", "\"result\":{}");

        assertThat(Fixture.reply(refused).status()).isEqualTo(400);
    }

    @Test
    void takesNoResponseInARevisionWithoutRequestsOfTheServer(Vertx vertx) {
        Question question = ask(vertx);

        McpAction refused = Fixture.methods(questions)
                .handle(response(question.id(), "\"result\":{}"), Fixture.modernHeaders("", null));

        assertThat(Fixture.code(refused)).isEqualTo(-32600);
        assertThat(question.answer().isComplete()).isFalse();
    }

    @Test
    void neverRepeatsAnIdAndNamesItsNode(Vertx vertx) {
        String first = ask(vertx).id();
        String second = ask(vertx).id();

        assertThat(first).isNotEqualTo(second);
        assertThat(first).startsWith(second.substring(0, second.indexOf('.') + 1));
    }

    private Question ask(Vertx vertx) {
        return questions.open(
                vertx.getOrCreateContext(), "elicitation/create", JsonTree.read("{\"message\":\"Go on?\"}"));
    }

    private McpAction respond(String id, String outcome) {
        return Fixture.methods(questions).handle(response(id, outcome), Fixture.legacyHeaders("2025-11-25"));
    }

    private static Buffer response(String id, String outcome) {
        return Fixture.message("\"id\":\"" + id + "\"," + outcome);
    }
}
