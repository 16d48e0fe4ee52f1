package io.portolan.mcp;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.format.JsonTree;
import io.portolan.mcp.caller.Questions;
import io.portolan.testing.Events;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A call that asks its client, as 2025-11-25 has it: on the stream of the call, answered by a message of its own. */
@ExtendWith(VertxExtension.class)
final class AskingTest {

    private static final Buffer CALL =
            Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                    + "{\"name\":\"test_elicitation\",\"arguments\":{\"message\":\"Who?\"}}}");

    private Vertx vertx;
    private int port;

    @BeforeEach
    void listen(Vertx vertx, @TempDir Path folder) throws Exception {
        this.vertx = vertx;
        ConformanceUpstream.start(vertx, folder);
        port = TalkingEdge.listen(vertx, RunningPortolan.serve(vertx, folder));
    }

    @Test
    void goesOnWithTheAnswerOfTheClient() {
        Events events =
                Events.post(vertx.createHttpClient(), port, "/mcp", Map.of("mcp-protocol-version", "2025-11-25"), CALL);
        JsonObject question = events.first(vertx, 1).getFirst();

        int status = post(
                "{\"jsonrpc\":\"2.0\",\"id\":\"" + question.getString("id") + "\",\"result\":{\"action\":\"accept\"}}");

        List<JsonObject> all = events.all(vertx);
        assertThat(status).isEqualTo(202);
        assertThat(question.getString("method")).isEqualTo("elicitation/create");
        assertThat(question.getJsonObject("params").getString("message")).isEqualTo("Who?");
        assertThat(all).hasSize(2);
        assertThat(all.getLast().getInteger("id")).isEqualTo(1);
        assertThat(all.getLast().encode()).contains("accept");
    }

    @Test
    void givesUpWhenTheClientLeaves() {
        Promise<String> outcome = Promise.promise();
        Events events =
                Events.post(vertx.createHttpClient(), asking(outcome, Duration.ofSeconds(30)), "/", Map.of(), CALL);
        events.first(vertx, 1);

        events.close();

        assertThat(await(outcome.future())).isEqualTo("the client is gone");
    }

    @Test
    void givesUpWhenNoAnswerComes() {
        Promise<String> outcome = Promise.promise();

        Events.post(vertx.createHttpClient(), asking(outcome, Duration.ofMillis(50)), "/", Map.of(), CALL);

        assertThat(await(outcome.future())).startsWith("no answer of the client within");
    }

    @Test
    void asksNobodyWhoReadsNoStream() {
        Promise<String> outcome = Promise.promise();
        int asking = asking(outcome, Duration.ofSeconds(30));

        Future<?> response = vertx.createHttpClient()
                .request(HttpMethod.POST, asking, "127.0.0.1", "/")
                .compose(request -> request.send(CALL));

        assertThat(await(outcome.future())).isEqualTo("the client reads no stream");
        assertThat(response.isComplete()).isFalse();
    }

    /** A server that asks whoever comes, and says what became of it. */
    private int asking(Promise<String> outcome, Duration patience) {
        Router router = Router.router(vertx);
        router.route()
                .handler(context -> new HttpCaller(context, new Questions())
                        .ask("elicitation/create", JsonTree.NODES.objectNode(), patience)
                        .onComplete(
                                answer -> outcome.complete("answered"), none -> outcome.complete(none.getMessage())));
        return await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private int post(String message) {
        return await(WebClient.create(vertx)
                        .post(port, "127.0.0.1", "/mcp")
                        .putHeader("content-type", "application/json")
                        .putHeader("mcp-protocol-version", "2025-11-25")
                        .sendBuffer(Buffer.buffer(message)))
                .statusCode();
    }
}
