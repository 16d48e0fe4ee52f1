package io.portolan.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.auth.Scheme;
import io.portolan.options.BusOptions;
import io.portolan.options.BusOptions.PublicAddresses;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.UpstreamPlan;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.Plans;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Vert.x app that knows nothing of Portolan but its addresses. */
@ExtendWith(VertxExtension.class)
final class PublicContractTest {

    private static final String RETRIEVE = "capability.portkey-batch.retrievebatch";
    private static final String LIST = "capability.portkey-batch.listbatches";
    private static final String CREATE = "capability.portkey-batch.createbatch";

    private Vertx vertx;
    private FakeUpstream upstream;
    private UpstreamPlan plan;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        upstream = FakeUpstream.start(vertx);
        plan = Plans.portkeyBatch(upstream.baseUri("/v1"), new Scheme.None());
    }

    @Test
    void answersAJsonObjectWithAJsonObject() throws Exception {
        upstream.answersJson(200, "{\"id\":\"b1\"}");
        Consumers.deploy(vertx, plan, Map.of());

        Message<JsonObject> reply = request(RETRIEVE, new JsonObject().put("batch_id", "b1"));

        assertThat(reply.body()).isEqualTo(new JsonObject().put("id", "b1"));
        assertThat(reply.headers().get("status")).isEqualTo("200");
        assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
        assertThat(upstream.only().uri()).isEqualTo("/v1/batches/b1");
    }

    @Test
    void isRegisteredOnceHoweverManyEventLoopsThereAre() throws Exception {
        Consumers.deploy(vertx, plan, Map.of());

        // A published message reaches everybody who is registered.
        vertx.eventBus().publish(RETRIEVE, new JsonObject().put("batch_id", "b1"));
        request(RETRIEVE, new JsonObject().put("batch_id", "b2"));

        assertThat(upstream.received()).hasSize(2);
    }

    @Test
    void answersOtherJsonAsItsValue() throws Exception {
        upstream.answersJson(200, "[1, 2]");
        Consumers.deploy(vertx, plan, Map.of());

        Message<JsonArray> reply = request(LIST, null);

        assertThat(reply.body()).isEqualTo(JsonArray.of(1, 2));
    }

    @Test
    void answersOtherTypesAsBytes() throws Exception {
        upstream.answers((request, response) ->
                response.putHeader("content-type", "text/csv").end("a,b"));
        Consumers.deploy(vertx, plan, Map.of());

        Message<Buffer> reply = request(LIST, new JsonObject());

        assertThat(reply.body().toString()).isEqualTo("a,b");
        assertThat(reply.headers().get("content-type")).isEqualTo("text/csv");
    }

    @Test
    void writesEveryKindOfValueAsJsonSpellsIt() throws Exception {
        Consumers.deploy(vertx, plan, Map.of());

        request(LIST, new JsonObject().put("after", List.of("a", 1.5, true)).put("limit", 20L));

        assertThat(upstream.only().uri()).isEqualTo("/v1/batches?after=a&after=1.5&after=true&limit=20");
    }

    @Test
    void sendsTheBodyParameterAsTheBody() throws Exception {
        Consumers.deploy(vertx, plan, Map.of());

        request(CREATE, new JsonObject().put("body", new JsonObject().put("file", "f1")));

        assertThat(upstream.only().body().toString()).isEqualTo("{\"file\":\"f1\"}");
        assertThat(upstream.only().headers().get("content-type")).isEqualTo("application/json");
    }

    @Test
    void failsWithTheStatusAndTextOfAnUpstreamError() throws Exception {
        upstream.answersJson(429, "slow down " + "x".repeat(2000));
        Consumers.deploy(vertx, plan, Map.of());

        ReplyException failure = refused(LIST, new JsonObject());

        assertThat(failure.failureCode()).isEqualTo(429);
        assertThat(failure.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
        assertThat(failure.getMessage()).startsWith("slow down xxx").hasSize(1024);
    }

    @Test
    void refusesBadInputWithoutCallingTheUpstream() throws Exception {
        Consumers.deploy(vertx, plan, Map.of());

        assertThat(refused(RETRIEVE, new JsonObject().put("batch-id", "b1")))
                .hasMessage(
                        "batch-id: unknown parameter (did you mean 'batch_id'?); batch_id: required parameter is missing");
        assertThat(refused(LIST, new JsonObject().put("id", "b1")))
                .hasMessage("id: unknown parameter (expected: after, limit)");
        assertThat(refused(RETRIEVE, new JsonObject())).hasMessage("batch_id: required parameter is missing");
        assertThat(refused(LIST, "text")).hasMessage("the message is no JsonObject (expected: parameters by name)");
        assertThat(refused(LIST, new JsonObject().put("limit", Double.NaN))).hasMessage("limit: expected a JSON value");
        assertThat(refused(RETRIEVE, new JsonObject().put("batch_id", "..")).failureCode())
                .isEqualTo(400);
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void takesTheDeadlineFromTheTimeoutHeader() throws Exception {
        upstream.answers((request, response) -> {});
        Consumers.deploy(vertx, plan, Map.of());

        ReplyException late = refused(LIST, new JsonObject(), new DeliveryOptions().addHeader("timeout", "200"));
        ReplyException bad = refused(LIST, new JsonObject(), new DeliveryOptions().addHeader("timeout", "soon"));

        assertThat(late.failureCode()).isEqualTo(504);
        assertThat(bad.failureCode()).isEqualTo(400);
        assertThat(bad).hasMessage("header timeout: 'soon' (expected: milliseconds, 1 or more)");
    }

    @Test
    void namesTheMissingKey() throws Exception {
        plan = Plans.portkeyBatch(upstream.baseUri(""), Plans.PORTKEY_KEY);
        Consumers.deploy(vertx, plan, Map.of());

        ReplyException failure = refused(LIST, new JsonObject());

        assertThat(failure.failureCode()).isEqualTo(503);
        assertThat(failure).hasMessage("PORTKEY_API_KEY is not set: set it in .env, or in the environment and restart");
    }

    @Test
    void isClosedWhenTheSettingsSaySo() throws Exception {
        PortolanOptions closed = PortolanOptions.defaults().withBus(new BusOptions(PublicAddresses.OFF));
        Consumers.deploy(vertx, plan, Map.of(), closed);

        ReplyException failure = refused(LIST, new JsonObject());

        assertThat(failure.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS);
    }

    private <T> Message<T> request(String address, Object body) throws Exception {
        return vertx.eventBus().<T>request(address, body).await(10, SECONDS);
    }

    private ReplyException refused(String address, Object body) {
        return refused(address, body, new DeliveryOptions());
    }

    private ReplyException refused(String address, Object body, DeliveryOptions options) {
        return catchThrowableOfType(
                ReplyException.class,
                () -> vertx.eventBus().request(address, body, options).await(10, SECONDS));
    }
}
