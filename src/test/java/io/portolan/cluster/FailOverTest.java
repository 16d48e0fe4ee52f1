package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.bus.Body;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.bus.node.NodeView;
import io.portolan.bus.node.Nodes.Introduction;
import io.portolan.options.BeatOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.Cluster;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An edge, and two nodes that serve the same: what becomes of a call when one of them is lost. */
final class FailOverTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final Queue<Invocation> taken = new ConcurrentLinkedQueue<>();
    private Cluster cluster;
    private Vertx edge;
    private BusInvoker invoker;

    @BeforeEach
    void start() throws Exception {
        cluster = Cluster.start();
        edge = cluster.edge();
        invoker = open(edge, new LocalConsumers(), BeatOptions.defaults());
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void sendsASafeCallToTheNextNodeWhenItsNodeIsLost() throws Exception {
        Vertx first = cluster.worker();
        serve(first, BeatOptions.defaults(), taken -> {});
        Future<Result> answer = invoker.invoke("ns", call("a", true));
        eventually(edge, () -> taken.size() == 1);
        Vertx second = cluster.another();
        serve(second, BeatOptions.defaults(), FailOverTest::answer);

        await(first.close());

        assertThat(answer.await(10, SECONDS).status()).isEqualTo(200);
        assertThat(taken).extracting(each -> each.context().requestId()).containsExactly("a", "a");
    }

    @Test
    void saysOfAnyOtherCallThatItsOutcomeIsUnknown() throws Exception {
        Vertx first = cluster.worker();
        serve(first, BeatOptions.defaults(), taken -> {});
        Future<Result> answer = invoker.invoke("ns", call("a", false));
        eventually(edge, () -> taken.size() == 1);
        Vertx second = cluster.another();
        serve(second, BeatOptions.defaults(), FailOverTest::answer);

        await(first.close());

        Failure failure = catchThrowableOfType(Failure.class, () -> answer.await(10, SECONDS));
        assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasMessageContaining("was not sent again");
        assertThat(taken).hasSize(1);
    }

    @Test
    void asksNobodyWhoIsAboutToLeave() throws Exception {
        BusInvoker first = serve(cluster.worker(), BeatOptions.defaults(), FailOverTest::answer);
        Vertx second = cluster.another();
        serve(second, BeatOptions.defaults(), message -> message.reply(new Result(201, null, List.of(), Body.EMPTY)));

        await(first.nodes().leave());

        for (int i = 0; i < 20; i++) {
            assertThat(await(invoker.invoke("ns", call("r" + i, false))).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void finishesWhatANodeThatLeavesHasBegun() throws Exception {
        List<Message<Invocation>> open = new ArrayList<>();
        BusInvoker leaving = serve(cluster.worker(), BeatOptions.defaults(), open::add);
        Future<Result> answer = invoker.invoke("ns", call("a", false));
        eventually(edge, () -> open.size() == 1);

        await(leaving.nodes().leave());
        answer(open.getFirst());

        assertThat(await(answer).status()).isEqualTo(200);
    }

    @Test
    void dropsANodeThatFallsSilent() throws Exception {
        serve(cluster.worker(), new BeatOptions(NEVER, NEVER.multipliedBy(2)), taken -> {});
        Future<Result> answer = invoker.invoke("ns", call("a", false));

        Failure failure = catchThrowableOfType(Failure.class, () -> answer.await(15, SECONDS));

        assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
        assertThat(failure).hasMessageContaining("fell silent");
        assertThat(invoker.nodes().views()).hasSize(1);
    }

    @Test
    void sendsACallOnThatANodeDeclines() throws Exception {
        LocalConsumers stale = new LocalConsumers();
        LocalConsumers.Instance gone = LocalConsumers.Instance.here("ns", Set.of("digest"));
        stale.add(gone);
        open(cluster.worker(), stale, new BeatOptions(NEVER, NEVER.multipliedBy(2)));
        Vertx second = cluster.another();
        serve(second, BeatOptions.defaults(), FailOverTest::answer);

        for (int i = 0; i < 20; i++) {
            assertThat(await(invoker.invoke("ns", call("r" + i, false))).status())
                    .isEqualTo(200);
        }
        assertThat(taken).hasSize(20);
    }

    @Test
    void tellsWhoIsThere() throws Exception {
        serve(cluster.worker(), BeatOptions.defaults(), FailOverTest::answer);

        List<NodeView> views = invoker.nodes().views();

        assertThat(views).extracting(NodeView::self).containsExactly(true, false);
        assertThat(views).extracting(NodeView::flows).containsExactly(0, 1);
        assertThat(views).extracting(NodeView::state).containsOnly(NodeView.State.READY);
        assertThat(views.get(1).beatAgeMs()).isLessThan(3_000);
    }

    /** A node that serves the flow so; once the edge knows it. */
    private BusInvoker serve(Vertx node, BeatOptions beats, Handler<Message<Invocation>> handler) throws Exception {
        LocalConsumers consumers = new LocalConsumers();
        LocalConsumers.Instance instance = LocalConsumers.Instance.here("ns", Set.of("digest"));
        node.eventBus().<Invocation>localConsumer(instance.address(), message -> {
            taken.add(message.body());
            handler.handle(message);
        });
        consumers.add(instance);
        int before = invoker.nodes().views().size();
        BusInvoker own = open(node, consumers, beats);
        eventually(
                edge,
                () -> invoker.nodes().views().size() == before + 1
                        && invoker.nodes().views().stream().skip(1).allMatch(view -> view.flows() == 1));
        return own;
    }

    private static BusInvoker open(Vertx node, LocalConsumers consumers, BeatOptions beats) throws Exception {
        BusInvoker invoker =
                new BusInvoker(node, consumers, PortolanOptions.defaults().limits());
        invoker.open(new Introduction("node", List.of(), "1", HazelcastMembership.of(node), beats))
                .await(20, SECONDS);
        return invoker;
    }

    private static void answer(Message<Invocation> message) {
        message.reply(new Result(200, null, List.of(), Body.EMPTY));
    }

    private static Invocation call(String requestId, boolean repeatable) {
        CallContext context = new CallContext(requestId, System.currentTimeMillis() + 60_000, Surface.REST);
        return new Invocation("ns.flow", "digest", List.of(), null, null, List.of(), context).repeatable(repeatable);
    }
}
