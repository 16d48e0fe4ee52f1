package io.portolan.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Details;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Result;
import io.portolan.consumer.ConsumerSettings;
import io.portolan.consumer.ConsumerVerticle;
import io.portolan.options.BusOptions;
import io.portolan.options.BusOptions.PublicAddresses;
import io.portolan.options.ClusterOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.Flow;
import io.portolan.plan.UpstreamPlan;
import io.portolan.telemetry.CallRecorder;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.Plans;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An edge on one node, a consumer on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoNodesTest {

    private Vertx edge;
    private Vertx worker;
    private FakeUpstream upstream;
    private BusInvoker invoker;
    private UpstreamPlan plan;

    @BeforeAll
    void start() throws Exception {
        String name = "test-" + UUID.randomUUID();
        int edgePort = freePort();
        int workerPort = freePort();
        List<String> members = List.of("127.0.0.1:" + edgePort, "127.0.0.1:" + workerPort);
        edge = join(new ClusterOptions(true, name, null, "127.0.0.1", edgePort, members));
        worker = join(new ClusterOptions(true, name, null, "127.0.0.1", workerPort, members));
        upstream = FakeUpstream.start(worker);
        plan = Plans.portkeyBatch(upstream.baseUri("/v1"), Plans.PORTKEY_KEY);
        deployConsumer();
        invoker = new BusInvoker(
                edge, new LocalConsumers(), PortolanOptions.defaults().limits());
    }

    @AfterAll
    void stop() throws Exception {
        Future.join(edge.close(), worker.close()).await(20, SECONDS);
    }

    @BeforeEach
    void answerAgain() {
        upstream.answersJson(200, "{}");
    }

    @Test
    void carriesACallAndItsAnswerBetweenNodes() throws Exception {
        upstream.answers((request, response) -> response.setStatusCode(201)
                .putHeader("content-type", "application/octet-stream")
                .putHeader("etag", "\"1\"")
                .end(Buffer.buffer(new byte[] {0, 1, (byte) 0xFF})));
        Invocation call = Plans.invocation(flow("createbatch"));
        int before = upstream.received().size();

        Result result = invoker.invoke(
                        "portkey-batch",
                        new Invocation(
                                call.flow(),
                                call.digest(),
                                call.arguments(),
                                new Body.Whole(Buffer.buffer("{\"a\":\"é\"}")),
                                "application/json",
                                List.of(new Header("Idempotency-Key", "i-1")),
                                call.context()))
                .await(10, SECONDS);

        FakeUpstream.Received received = upstream.received().get(before);
        assertThat(received.body()).hasToString("{\"a\":\"é\"}");
        assertThat(received.headers().get("Authorization")).isEqualTo("Bearer pk-1");
        assertThat(received.headers().get("Idempotency-Key")).isEqualTo("i-1");
        assertThat(result.status()).isEqualTo(201);
        assertThat(result.contentType()).isEqualTo("application/octet-stream");
        assertThat(result.headers()).contains(new Header("etag", "\"1\""));
        assertThat(((Body.Whole) result.body()).bytes().getBytes()).containsExactly(0, 1, 0xFF);
    }

    @Test
    void failsOnTheOtherNodeWithTheFailureItself() {
        Failure failure = failure(Plans.invocation(flow("retrievebatch"), ".."));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure.details())
                .isEqualTo(new Details(
                        null,
                        null,
                        List.of(new FieldError(
                                "path", "batch_id", "is '..' (expected: one path segment, not a dot segment)"))));
    }

    @Test
    void refusesHalfASurrogatePairAsItDoesOnOneNode() {
        Failure failure = failure(Plans.invocation(flow("retrievebatch"), "a\ud800"));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure).hasMessageContaining("holds half a surrogate pair");
    }

    @Test
    void refusesAnotherVersionOfAFlow() {
        Flow held = flow("retrievebatch");
        Flow other = new Flow(held.namespace(), held.name(), "other", held.parameters(), held.steps());

        Failure failure = failure(Plans.invocation(other, "b1"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageStartingWith("this node holds another version of");
    }

    @Test
    void opensThePublicAddressesToTheClusterWhenToldSo() throws Exception {
        Message<JsonObject> reply = edge.eventBus()
                .<JsonObject>request("capability.portkey-batch.retrievebatch", new JsonObject().put("batch_id", "b1"))
                .await(10, SECONDS);

        assertThat(reply.body()).isEqualTo(new JsonObject());
        assertThat(reply.headers().get("status")).isEqualTo("200");
    }

    private void deployConsumer() throws Exception {
        PortolanOptions options = PortolanOptions.defaults().withBus(new BusOptions(PublicAddresses.CLUSTER));
        LocalConsumers consumers = new LocalConsumers();
        Bindings bindings = Bindings.of(plan.bindings(), Map.of("PORTKEY_API_KEY", "pk-1")::get);
        ConsumerSettings settings = ConsumerSettings.of(plan, bindings, options, 2);
        BusInvoker own = new BusInvoker(worker, consumers, options.limits());
        AtomicInteger numbers = new AtomicInteger();
        CallRecorder recorder = new CallRecorder(new SimpleMeterRegistry());
        worker.deployVerticle(
                        () -> new ConsumerVerticle(settings, numbers.getAndIncrement(), consumers, own, recorder),
                        new DeploymentOptions().setInstances(2))
                .await(20, SECONDS);
    }

    private Failure failure(Invocation invocation) {
        return catchThrowableOfType(
                Failure.class, () -> invoker.invoke("portkey-batch", invocation).await(10, SECONDS));
    }

    private Flow flow(String name) {
        return plan.flows().stream()
                .filter(flow -> flow.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Vertx join(ClusterOptions options) throws Exception {
        return Clustering.join(Vertx.builder(), new VertxOptions(), options).await(20, SECONDS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
