package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Details;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Progress;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.consumer.ConsumerSettings;
import io.portolan.consumer.ConsumerVerticle;
import io.portolan.options.BusOptions;
import io.portolan.options.BusOptions.PublicAddresses;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.Flow;
import io.portolan.plan.UpstreamPlan;
import io.portolan.telemetry.CallRecorder;
import io.portolan.testing.Cluster;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.Plans;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An edge on one node, a consumer on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoNodesTest {

    private final LocalConsumers workers = new LocalConsumers();
    private Cluster cluster;
    private Vertx edge;
    private Vertx worker;
    private FakeUpstream upstream;
    private BusInvoker invoker;
    private UpstreamPlan plan;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start();
        edge = cluster.edge();
        worker = cluster.worker();
        upstream = FakeUpstream.start(worker);
        plan = Plans.portkeyBatch(upstream.baseUri("/v1"), Plans.PORTKEY_KEY);
        deployConsumer();
        invoker = new BusInvoker(
                edge, new LocalConsumers(), PortolanOptions.defaults().limits());
        invoker.open().await(20, SECONDS);
        eventually(edge, () -> invoker.nodes().serve("portkey-batch"));
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
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
        assertThat(failure).hasMessageStartingWith("no node takes calls to this version of");
    }

    @Test
    void opensThePublicAddressesToTheClusterWhenToldSo() throws Exception {
        Message<JsonObject> reply = edge.eventBus()
                .<JsonObject>request("capability.portkey-batch.retrievebatch", new JsonObject().put("batch_id", "b1"))
                .await(10, SECONDS);

        assertThat(reply.body()).isEqualTo(new JsonObject());
        assertThat(reply.headers().get("status")).isEqualTo("200");
    }

    @Test
    void stopsOnTheOtherNodeWhatIsCancelledHere() throws Exception {
        Promise<Void> arrived = Promise.promise();
        Promise<Void> reset = Promise.promise();
        upstream.answers((request, response) -> {
            request.connection().closeHandler(closed -> reset.tryComplete());
            arrived.tryComplete();
        });
        Invocation call = anew(Plans.invocation(flow("retrievebatch"), "b1"), "cancelled-soon");
        Future<Result> answer = invoker.invoke("portkey-batch", call);
        arrived.future().await(10, SECONDS);

        invoker.cancel(call.context());

        reset.future().await(1, SECONDS);
        Failure failure = catchThrowableOfType(Failure.class, () -> answer.await(10, SECONDS));
        assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
    }

    @Test
    void hearsHereHowFarACallHasComeThere() throws Exception {
        Invocation call = anew(Plans.invocation(flow("retrievebatch"), "b1"), "watched");
        LocalConsumers.Instance counting = LocalConsumers.Instance.here("counting", Set.of(call.digest()));
        worker.eventBus().<Invocation>localConsumer(counting.address(), message -> {
            RunningCall running = RunningCall.of(message.body().context(), worker.eventBus());
            running.tell(new Progress(1, 2, "one"));
            running.tell(new Progress(2, 2, "two"));
            running.told().onSuccess(sent -> message.reply(new Result(200, null, List.of(), Body.EMPTY)));
        });
        workers.add(counting);
        eventually(edge, () -> invoker.nodes().serve("counting"));
        List<String> told = new CopyOnWriteArrayList<>();

        invoker.watch("counting", call, progress -> told.add(progress.message()))
                .await(10, SECONDS);

        assertThat(told).containsExactly("one", "two");
    }

    private static Invocation anew(Invocation call, String requestId) {
        CallContext context = new CallContext(
                requestId, call.context().deadline(), call.context().surface());
        return new Invocation(call.flow(), call.digest(), call.arguments(), null, null, List.of(), context);
    }

    private void deployConsumer() throws Exception {
        PortolanOptions options = PortolanOptions.defaults().withBus(new BusOptions(PublicAddresses.CLUSTER));
        Bindings bindings = Bindings.of(plan.bindings(), Map.of("PORTKEY_API_KEY", "pk-1")::get);
        ConsumerSettings settings = ConsumerSettings.of(plan, bindings, options, 2);
        BusInvoker own = new BusInvoker(worker, workers, options.limits());
        own.open().await(20, SECONDS);
        AtomicInteger numbers = new AtomicInteger();
        CallRecorder recorder = new CallRecorder(new SimpleMeterRegistry());
        worker.deployVerticle(
                        () -> new ConsumerVerticle(settings, numbers.getAndIncrement(), workers, own, recorder),
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
}
