package io.portolan.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.options.BusOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FreePort;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a plain Vert.x application that knows the address alone, and no class of ours, can count on. */
@TestInstance(Lifecycle.PER_CLASS)
final class BusContractTest {

    private static final String RETRIEVE = "capability.portkey-batch.retrievebatch";
    private static final String CREATE = "capability.portkey-batch.createbatch";
    private static final JsonObject B1 = new JsonObject().put("batch_id", "b1");

    private final Vertx vertx = Vertx.vertx();
    private FakeUpstream upstream;

    @BeforeAll
    void start(@TempDir Path folder) {
        upstream = FakeUpstream.start(vertx);
        Seeds.copy(folder, "portkey-batch.yaml", upstream.port());
        Seeds.copy(folder, "batch-batch-jobs.yaml", FreePort.find());
        Seeds.copy(folder, "together-ai-rl.yaml", upstream.port());
        RunningPortolan.serve(vertx, folder, BusContractTest::key, options -> options);
    }

    @AfterAll
    void stop() {
        RunningPortolan.await(vertx.close());
    }

    @Test
    void answersWithTheJsonOfTheUpstream() throws TimeoutException {
        upstream.answersJson(200, "{\"id\":\"b1\",\"n\":12345678901234567890}");

        Message<Object> reply = ask(RETRIEVE, B1);

        assertThat(reply.body()).isInstanceOf(JsonObject.class);
        assertThat(((JsonObject) reply.body()).getString("id")).isEqualTo("b1");
        assertThat(((JsonObject) reply.body()).getNumber("n")).hasToString("12345678901234567890");
        assertThat(reply.headers().get("status")).isEqualTo("200");
        assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    }

    @Test
    void answersWithAnArrayOrAValueWhereTheUpstreamDoes() throws TimeoutException {
        upstream.answersJson(200, "[1,2]");
        assertThat(ask(RETRIEVE, B1).body()).isEqualTo(new JsonArray().add(1).add(2));

        upstream.answersJson(201, "\"text\"");
        Message<Object> reply = ask(RETRIEVE, B1);

        assertThat(reply.body()).isEqualTo("text");
        assertThat(reply.headers().get("status")).isEqualTo("201");
    }

    @Test
    void answersWithBytesWhereTheUpstreamGivesNoJson() throws TimeoutException {
        upstream.answers(FakeUpstream.text(200, "text/csv", "a,b"));
        Message<Object> text = ask(RETRIEVE, B1);

        upstream.answers((request, response) -> response.setStatusCode(204).end());
        Message<Object> nothing = ask(RETRIEVE, B1);

        assertThat(text.body()).isEqualTo(Buffer.buffer("a,b"));
        assertThat(text.headers().get("content-type")).isEqualTo("text/csv");
        assertThat(nothing.body()).isEqualTo(Buffer.buffer());
        assertThat(nothing.headers().get("status")).isEqualTo("204");
    }

    @Test
    void sendsTheBodyParameterAsTheBody() throws TimeoutException {
        upstream.answersJson(200, "{}");
        JsonObject body = new JsonObject().put("input_file_id", "f1").put("n", 7);

        ask(CREATE, new JsonObject().put("body", body));

        FakeUpstream.Received received = upstream.received().getLast();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.uri()).isEqualTo("/v1/batches");
        assertThat(received.headers().get("content-type")).isEqualTo("application/json");
        assertThat(received.body().toJsonObject()).isEqualTo(body);
    }

    @Test
    void sendsParametersToTheirPlaces() throws TimeoutException {
        upstream.answersJson(200, "{}");

        ask(
                "capability.together-ai-rl.listtrainingsessions",
                new JsonObject().put("limit", 7).put("after", "a b"));

        assertThat(upstream.received().getLast().uri()).isEqualTo("/v1/rl/training-sessions?limit=7&after=a%20b");
    }

    @Test
    void takesNoMessageBodyAsNoParameters() throws TimeoutException {
        upstream.answersJson(200, "{\"data\":[]}");

        assertThat(ask("capability.portkey-batch.listbatches", null).body())
                .isEqualTo(new JsonObject().put("data", new JsonArray()));
    }

    @Test
    void failsWithTheStatusAndTextOfTheUpstream() {
        upstream.answersJson(404, "{\"error\":\"no batch b1\"}");

        ReplyException failure = fails(RETRIEVE, B1, new DeliveryOptions());

        assertThat(failure.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
        assertThat(failure.failureCode()).isEqualTo(404);
        assertThat(failure).hasMessage("{\"error\":\"no batch b1\"}");
    }

    @Test
    void failsWithTheStatusThatOurOwnRefusalWouldHave() {
        upstream.answersJson(200, "{}");
        DeliveryOptions plain = new DeliveryOptions();

        assertThat(fails(RETRIEVE, new JsonObject(), plain).failureCode()).isEqualTo(400);
        assertThat(fails(RETRIEVE, "b1", plain).failureCode()).isEqualTo(400);
        assertThat(fails("capability.batch-batch-jobs.listbatchjobs", new JsonObject(), plain)
                        .failureCode())
                .isEqualTo(502);
        assertThat(fails("capability.batch-batch-jobs.getbatchjob", new JsonObject().put("job_id", ".."), plain)
                        .failureCode())
                .isEqualTo(400);
    }

    @Test
    void failsWith502WhenTheAnswerIsTooLargeToBeTakenWhole() {
        upstream.answers(FakeUpstream.text(200, "application/jsonl", "x".repeat(16 * 1024 * 1024 + 1)));

        ReplyException failure = fails(RETRIEVE, B1, new DeliveryOptions());

        assertThat(failure.failureCode()).isEqualTo(502);
        assertThat(failure).hasMessageEndingWith("answered with more than 16MiB (limits.body)");
    }

    @Test
    void failsWith504WhenTheTimeoutOfTheCallerPasses() {
        upstream.answers((request, response) -> {});

        ReplyException failure = fails(RETRIEVE, B1, new DeliveryOptions().addHeader("timeout", "300"));

        assertThat(failure.failureCode()).isEqualTo(504);
        assertThat(failure).hasMessageContaining("portkey-batch");
    }

    @Test
    void refusesATimeoutThatIsNone() {
        ReplyException failure = fails(RETRIEVE, B1, new DeliveryOptions().addHeader("timeout", "soon"));

        assertThat(failure.failureCode()).isEqualTo(400);
        assertThat(failure).hasMessageContaining("'soon'");
    }

    @Test
    void letsNobodyCallWhenItIsOff(@TempDir Path folder) {
        Vertx other = Vertx.vertx();
        Seeds.copy(folder, "portkey-batch.yaml", upstream.port());
        upstream.answersJson(200, "{}");
        RunningPortolan portolan = RunningPortolan.serve(
                other,
                folder,
                BusContractTest::key,
                options -> options.withBus(new BusOptions(BusOptions.PublicAddresses.OFF)));

        ReplyException failure = catchThrowableOfType(
                ReplyException.class,
                () -> RunningPortolan.await(other.eventBus().request(RETRIEVE, B1)));

        assertThat(failure.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS);
        assertThat(portolan.get("/v1/batches/b1").statusCode()).isEqualTo(200);
        RunningPortolan.await(other.close());
    }

    @Test
    void worksInTwoVertxOfOneProcessSideBySide(@TempDir Path folder) throws TimeoutException {
        Vertx other = Vertx.vertx();
        FakeUpstream second = FakeUpstream.start(other).answersJson(200, "{\"from\":\"second\"}");
        upstream.answersJson(200, "{\"from\":\"first\"}");
        Seeds.copy(folder, "portkey-batch.yaml", second.port());
        RunningPortolan portolan = RunningPortolan.serve(other, folder, key -> "other", options -> options);

        Message<Object> fromOther = RunningPortolan.await(other.eventBus().request(RETRIEVE, B1));
        Message<Object> fromHere = ask(RETRIEVE, B1);
        RunningPortolan.await(portolan.portolan().close());
        Message<Object> afterwards = ask(RETRIEVE, B1);

        assertThat(fromOther.body()).isEqualTo(new JsonObject().put("from", "second"));
        assertThat(second.only().headers().get("authorization")).isEqualTo("Bearer other");
        assertThat(fromHere.body()).isEqualTo(new JsonObject().put("from", "first"));
        assertThat(afterwards.body()).isEqualTo(new JsonObject().put("from", "first"));
        RunningPortolan.await(other.close());
    }

    private static String key(String name) {
        return "key-" + name;
    }

    private Message<Object> ask(String address, Object body) throws TimeoutException {
        Future<Message<Object>> reply = vertx.eventBus().request(address, body);
        return reply.await(10, SECONDS);
    }

    private ReplyException fails(String address, Object body, DeliveryOptions options) {
        Future<Message<Object>> reply = vertx.eventBus().request(address, body, options);
        return catchThrowableOfType(ReplyException.class, () -> reply.await(10, SECONDS));
    }
}
