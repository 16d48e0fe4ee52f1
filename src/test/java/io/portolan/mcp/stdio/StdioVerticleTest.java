package io.portolan.mcp.stdio;

import static io.portolan.mcp.Fixture.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.expr.Value;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class StdioVerticleTest {

    /** Calls that wait to be answered, by what they ask for. */
    private final Map<String, Promise<Result>> waiting = new ConcurrentHashMap<>();

    @Test
    void answersARequestOfEitherEra(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::echo).listening();

        dialogue.call(1, "b1");
        JsonObject modern = dialogue.hear();
        dialogue.initialize("2025-06-18");
        JsonObject hello = dialogue.hear();
        dialogue.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":\"é\",\"method\":\"tools/call\",\"params\":{\"name\":\"get-batch\","
                + "\"arguments\":{\"batch_id\":\"b2\"}}}");
        JsonObject legacy = dialogue.hear();

        assertThat(modern.getInteger("id")).isEqualTo(1);
        assertThat(modern.getJsonObject("result").getString("resultType")).isEqualTo("complete");
        assertThat(hello.getJsonObject("result").getString("protocolVersion")).isEqualTo("2025-06-18");
        assertThat(legacy.getString("id")).isEqualTo("é");
        assertThat(legacy.getJsonObject("result").containsKey("resultType")).isFalse();
    }

    @Test
    void keepsToTheRevisionOfTheHandshake(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::echo).listening();

        dialogue.initialize("2024-11-05");
        dialogue.hear();
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
        JsonObject old = dialogue.hear();
        dialogue.initialize("2025-11-25");
        dialogue.hear();
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}");
        JsonObject young = dialogue.hear();

        assertThat(old.encode()).doesNotContain("annotations");
        assertThat(young.encode()).contains("annotations");
    }

    @Test
    void refusesAVersionThatItDoesNotSpeak(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::echo).listening();

        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2099-01-01\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}");

        assertThat(dialogue.hear().getJsonObject("error").getInteger("code")).isEqualTo(-32022);
    }

    @Test
    void answersEachAsSoonAsItCan(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::held).listening();
        dialogue.call(1, "slow");
        dialogue.call(2, "quick");
        RunningPortolan.eventually(vertx, () -> waiting.size() == 2);

        waiting.get("quick").complete(batch("quick"));
        JsonObject first = dialogue.hear();
        waiting.get("slow").complete(batch("slow"));
        JsonObject second = dialogue.hear();

        assertThat(first.getInteger("id")).isEqualTo(2);
        assertThat(second.getInteger("id")).isEqualTo(1);
    }

    @Test
    void writesWholeLinesHoweverManyAnswersThereAre(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(
                        vertx,
                        (namespace, asked) -> vertx.timer(
                                        1 + Math.floorMod(id(asked).hashCode(), 3))
                                .map(late ->
                                        result(200, "application/json", "{\n  \"id\":\r\n \"" + id(asked) + "\"}")))
                .listening();
        Set<Integer> ids = new HashSet<>();

        for (int id = 0; id < 2000; id++) {
            dialogue.call(id, "b" + id);
        }

        for (int count = 0; count < 2000; count++) {
            JsonObject answer = dialogue.hear();
            ids.add(answer.getInteger("id"));
            assertThat(answer.getJsonObject("result").getJsonObject("structuredContent"))
                    .isEqualTo(new JsonObject().put("id", "b" + answer.getInteger("id")));
        }
        assertThat(ids).hasSize(2000);
    }

    @Test
    void saysNothingMoreOfARequestThatIsCancelled(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::held).listening();
        dialogue.call(1, "dropped");
        dialogue.call(2, "kept");
        RunningPortolan.eventually(vertx, () -> waiting.size() == 2);

        dialogue.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        dialogue.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"2\"}}");
        dialogue.say("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\"}");
        int heard = dialogue.hear().getInteger("id");
        waiting.get("dropped").complete(batch("dropped"));
        waiting.get("kept").complete(batch("kept"));

        assertThat(heard).isEqualTo(3);
        assertThat(dialogue.hear().getInteger("id")).as("\"2\" is another id").isEqualTo(2);
        dialogue.hangUp();
        dialogue.verticle().ended().await(10, SECONDS);
        assertThat(dialogue.silent()).isTrue();
    }

    @Test
    void refusesALineThatIsTooLongAndReadsOn(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::echo).listening();

        dialogue.say("\"" + "x".repeat(Dialogue.LIMIT.asInt()) + "\"");
        dialogue.say("");
        dialogue.say("no JSON");
        dialogue.call(1, "b1");

        assertThat(dialogue.hear().getJsonObject("error").getString("message"))
                .isEqualTo("a line is too long (expected: at most 64KiB a message)");
        assertThat(dialogue.hear().getJsonObject("error").getInteger("code")).isEqualTo(-32700);
        assertThat(dialogue.hear().getInteger("id")).isEqualTo(1);
    }

    @Test
    void answersWhatIsUnderWayWhenTheInputEnds(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::held).listening();
        dialogue.call(1, "b1");
        RunningPortolan.eventually(vertx, () -> waiting.size() == 1);

        dialogue.hangUp();
        vertx.timer(50).await(10, SECONDS);
        boolean before = dialogue.verticle().ended().isComplete();
        waiting.get("b1").complete(batch("b1"));

        assertThat(dialogue.hear().getInteger("id")).isEqualTo(1);
        dialogue.verticle().ended().await(10, SECONDS);
        assertThat(before).isFalse();
    }

    @Test
    void takesAMessageThatTheInputEndsWith(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::echo).listening();

        dialogue.input().write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(UTF_8));
        dialogue.hangUp();

        assertThat(dialogue.hear().getInteger("id")).isEqualTo(1);
    }

    @Test
    void waitsForTheDrainTimeAndNotLonger(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::held, Duration.ofMillis(100), new Room(1, 1))
                .listening();
        dialogue.call(1, "never");
        RunningPortolan.eventually(vertx, () -> waiting.size() == 1);

        dialogue.hangUp();

        dialogue.verticle().ended().await(10, SECONDS);
        assertThat(dialogue.silent()).isTrue();
    }

    @Test
    void endsWhenNobodyReadsAnyMore(Vertx vertx) throws Exception {
        Dialogue dialogue = Dialogue.begin(vertx, this::echo);

        dialogue.deafen();
        dialogue.call(1, "b1");

        dialogue.verticle().ended().await(10, SECONDS);
    }

    @Test
    void readsNoMoreThanItCanAnswerToSomebodyWhoDoesNotListen(Vertx vertx) throws Exception {
        AtomicInteger called = new AtomicInteger();
        String large = "{\"text\":\"" + "x".repeat(200_000) + "\"}";
        Dialogue dialogue = Dialogue.begin(
                vertx,
                (namespace, asked) -> {
                    called.incrementAndGet();
                    return Future.succeededFuture(result(200, "application/json", large));
                },
                Duration.ofSeconds(10),
                new Room(4, 1000));
        for (int id = 0; id < 200; id++) {
            dialogue.call(id, "b");
        }

        RunningPortolan.eventually(vertx, () -> called.get() > 0);
        vertx.timer(200).await(10, SECONDS);
        int unheard = called.get();
        dialogue.listening();

        assertThat(unheard).isLessThanOrEqualTo(4);
        for (int id = 0; id < 200; id++) {
            dialogue.hear();
        }
    }

    private Future<Result> echo(String namespace, Invocation invocation) {
        return Future.succeededFuture(batch(id(invocation)));
    }

    private Future<Result> held(String namespace, Invocation invocation) {
        Promise<Result> answer = Promise.promise();
        waiting.put(id(invocation), answer);
        return answer.future();
    }

    private static Result batch(String id) {
        return result(200, "application/json", "{\"id\":\"" + id + "\"}");
    }

    private static String id(Invocation invocation) {
        return ((Value.Text) invocation.arguments().getFirst()).text();
    }
}
