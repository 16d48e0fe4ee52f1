package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.Addresses;
import io.portolan.bus.Body;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.CallContext;
import io.portolan.bus.Invocation;
import io.portolan.bus.KeptParts;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Refused;
import io.portolan.bus.Result;
import io.portolan.bus.node.NodeFrame;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.wire.Fence;
import io.portolan.bus.wire.MessageCodecs;
import io.portolan.consumer.ConsumerSettings;
import io.portolan.consumer.ConsumerVerticle;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Secret;
import io.portolan.plan.UpstreamPlan;
import io.portolan.telemetry.CallRecorder;
import io.portolan.testing.Cluster;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.Plans;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes share a secret; a third is in their cluster without it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrangersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Cluster cluster;
    private Vertx edge;
    private Vertx worker;
    private Vertx stranger;
    private FakeUpstream upstream;
    private UpstreamPlan plan;
    private BusInvoker invoker;
    private long refused;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start();
        edge = cluster.edge();
        worker = cluster.worker();
        stranger = cluster.another();
        for (Vertx node : List.of(edge, worker)) {
            Fence.of(node).share(new Secret("0123456789abcdef0123456789abcdef"));
        }
        for (Vertx node : List.of(edge, worker, stranger)) {
            MessageCodecs.register(node);
        }
        upstream = FakeUpstream.start(worker);
        upstream.answersJson(200, "{}");
        plan = Plans.portkeyBatch(upstream.baseUri("/v1"), Plans.PORTKEY_KEY);
        deployConsumer();
        invoker = open(edge, new LocalConsumers());
        eventually(edge, () -> invoker.nodes().serve("portkey-batch"));
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void count() {
        refused = Fence.of(worker).refused();
    }

    @Test
    void callsAmongThoseWhoKnowTheSecretGoOn() throws Exception {
        Result result = invoker.invoke("portkey-batch", call()).await(10, SECONDS);

        assertThat(result.status()).isEqualTo(200);
    }

    @Test
    void aStrangerIsNotAmongTheNodes() throws Exception {
        BusInvoker own = open(stranger, new LocalConsumers());

        eventually(worker, () -> Fence.of(worker).refused() > refused);
        assertThat(own.nodes().views()).hasSize(1);
        assertThat(invoker.nodes().views()).hasSize(2);
    }

    @Test
    void aStrangersCallIsDroppedAndCounted() {
        int before = upstream.received().size();

        tell(stranger, invoker.nodes().views().get(1).id(), new NodeFrame.Call("me", 1, "portkey-batch", call()));

        eventually(worker, () -> Fence.of(worker).refused() > refused);
        assertThat(upstream.received()).hasSize(before);
    }

    @Test
    void aStrangerWhoGetsACallCannotReadIt() throws Exception {
        List<Object> heard = new CopyOnWriteArrayList<>();
        stranger.eventBus()
                .consumer(Addresses.node("theirs"), message -> heard.add(message.body()))
                .completion()
                .await(10, SECONDS);

        tell(edge, "theirs", new NodeFrame.Call("me", 1, "portkey-batch", call()));

        eventually(edge, () -> heard.contains(new Refused()));
        assertThat(heard).containsOnly(new Refused());
    }

    @Test
    void whatAStrangerAnswersIsNoAnswer() {
        long before = Fence.of(edge).refused();

        Result forged = new Result(200, null, List.of(), Body.EMPTY);
        tell(stranger, invoker.nodes().views().getFirst().id(), new NodeFrame.Answered(1, forged));

        eventually(worker, () -> Fence.of(edge).refused() > before);
    }

    @Test
    void aStrangerReadsNothingThatIsKept() throws Exception {
        KeptParts kept = new KeptParts(worker, 1000, Duration.ofMinutes(1));
        String id = String.valueOf(kept.keep(List.of(Buffer.buffer("a"))));
        KeptParts friend = new KeptParts(edge, 1000, Duration.ofMinutes(1));
        KeptParts other = new KeptParts(stranger, 1000, Duration.ofMinutes(1));

        eventually(edge, () -> Buffer.buffer("a").equals(await(friend.read(id, 0))));
        assertThat(other.read(id, 0).await(10, SECONDS)).isNull();
        assertThat(Fence.of(worker).refused()).isGreaterThan(refused);
    }

    @Test
    void aStrangerEndsNoStream() throws Exception {
        Streams.of(worker).listen().await(10, SECONDS);

        stranger.eventBus()
                .send(
                        InboxAddress.parse(Streams.of(worker).inbox()).bus(),
                        new StreamFrame.Cancel(1, ""),
                        new DeliveryOptions().setCodecName(StreamFrame.CODEC));

        eventually(worker, () -> Fence.of(worker).refused() > refused);
    }

    private static BusInvoker open(Vertx node, LocalConsumers consumers) throws Exception {
        BusInvoker own =
                new BusInvoker(node, consumers, PortolanOptions.defaults().limits());
        own.open().await(10, SECONDS);
        return own;
    }

    private static void tell(Vertx from, String node, NodeFrame frame) {
        from.eventBus().send(Addresses.node(node), frame, new DeliveryOptions().setCodecName(NodeFrame.CODEC));
    }

    private Invocation call() {
        Invocation call = Plans.invocation(plan.flows().getFirst(), "b1");
        CallContext context = new CallContext(
                "r-1",
                System.currentTimeMillis() + PATIENCE.toMillis(),
                call.context().surface());
        return new Invocation(call.flow(), call.digest(), call.arguments(), null, null, List.of(), context);
    }

    private void deployConsumer() throws Exception {
        LocalConsumers consumers = new LocalConsumers();
        PortolanOptions options = PortolanOptions.defaults();
        Bindings bindings = Bindings.of(plan.bindings(), Map.of("PORTKEY_API_KEY", "pk-1")::get);
        ConsumerSettings settings = ConsumerSettings.of(plan, bindings, options, 1);
        BusInvoker own = open(worker, consumers);
        CallRecorder recorder = new CallRecorder(new SimpleMeterRegistry());
        worker.deployVerticle(new ConsumerVerticle(settings, 0, consumers, own, recorder))
                .await(20, SECONDS);
    }
}
