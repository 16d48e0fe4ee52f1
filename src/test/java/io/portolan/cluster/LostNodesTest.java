package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.stream.protocol.StreamFrame.Bytes;
import io.portolan.bus.stream.protocol.StreamFrame.Credit;
import io.portolan.bus.stream.protocol.StreamFrame.Open;
import io.portolan.bus.stream.protocol.StreamFrame.Ping;
import io.portolan.bus.stream.protocol.StreamFrame.Pong;
import io.portolan.testing.Cluster;
import io.portolan.testing.Fountain;
import io.portolan.testing.Loops;
import io.portolan.testing.Sums;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of streams when the other node is gone, hangs, or lost what was sent. */
final class LostNodesTest {

    private static final String SILENT = "portolan:streams:silent";
    private static final DeliveryOptions FRAME = new DeliveryOptions().setCodecName(StreamFrame.CODEC);

    private final Queue<StreamFrame> told = new ConcurrentLinkedQueue<>();
    private Cluster cluster;
    private Vertx here;
    private Vertx there;
    private Streams streams;

    @BeforeEach
    void start() throws Exception {
        cluster = Cluster.start().streams();
        here = cluster.edge();
        there = cluster.worker();
        streams = Streams.of(here);
    }

    @AfterEach
    void leavesNothingOpen() throws Exception {
        eventually(here, () -> streams.open() == 0);
        cluster.close();
    }

    @Test
    void noticesThatTheNodeItReadsFromIsGone() throws Exception {
        Fountain source = Fountain.dry();
        ByteStream stream = streams.fetch(Streams.of(there).refer(await(source.offer(there))));
        Future<String> all = read(stream);
        eventually(here, () -> Streams.of(there).open() == 1);
        source.pour(Buffer.buffer("some"));
        await(here.timer(100));

        there.close();

        assertThatThrownBy(() -> all.await(3, SECONDS)).hasMessageContaining("broke off");
        assertThat(streams.broken()).isEqualTo(1);
    }

    @Test
    void noticesThatTheNodeThatReadsIsGone() {
        Fountain source = Fountain.of(1 << 30, 8 * 1024);
        ByteStream stream = Streams.of(there).fetch(streams.refer(await(source.offer(here))));
        await(Loops.run(there, stream::take));
        eventually(here, () -> source.given() > 0);

        there.close();

        eventually(here, source::aborted);
    }

    @Test
    void noticesThatTheNodeItReadsFromHangs() {
        answer(frame -> {});
        Future<String> all = read(streams.fetch(new Reference(SILENT, 7, -1, 60_000)));

        assertThatThrownBy(() -> all.await(3_200, MILLISECONDS))
                .hasMessage("a stream from another node broke off: the other node is silent");
        eventually(here, () -> told.stream().anyMatch(StreamFrame.Cancel.class::isInstance));
    }

    @Test
    void noticesThatTheNodeThatReadsHangs() {
        answer(frame -> {});
        Fountain source = Fountain.dry();
        Reference reference = streams.refer(await(source.offer(here)));
        tell(reference.inbox(), new Open(reference.stream(), 9, 1000, SILENT));

        eventually(here, source::aborted);

        eventually(here, () -> told.contains(new StreamFrame.Broken(9, "the other node is silent")));
    }

    @Test
    void goesOnWhileTheOtherNodeLives() {
        Fountain source = Fountain.dry();
        ByteStream stream = streams.fetch(Streams.of(there).refer(await(source.offer(there))));
        Future<String> all = read(stream);

        await(here.timer(4_000));
        source.dryUp();

        await(all);
    }

    @Test
    void believesWhoSaysThatANodeHasLeft() {
        answer(frame -> {});
        Future<String> all = read(streams.fetch(new Reference(SILENT, 7, -1, 60_000)));
        eventually(here, () -> !told.isEmpty());

        streams.left(SILENT);

        assertThatThrownBy(() -> all.await(1, SECONDS)).hasMessageContaining("the other node has left");
    }

    @Test
    void failsAtOnceWhereThereIsNoSuchNode() {
        Future<String> all = read(streams.fetch(new Reference("portolan:streams:none", 7, -1, 60_000)));

        assertThatThrownBy(() -> all.await(2, SECONDS)).hasMessageContaining("the other node is gone");
    }

    @Test
    void noticesThatTheOtherNodeDoesNotKnowOfTheStream() {
        answer(frame -> {
            if (frame instanceof Ping ping) {
                tell(ping.inbox(), new Pong(SILENT));
                ping.reads()
                        .forEach(read -> tell(ping.inbox(), new StreamFrame.Broken(read.here(), "never heard of it")));
            }
        });
        Future<String> all = read(streams.fetch(new Reference(SILENT, 7, -1, 60_000)));

        assertThatThrownBy(() -> all.await(3, SECONDS)).hasMessageContaining("never heard of it");
    }

    @Test
    void tellsTheOtherNodeThatItDoesNotKnowOfAStream() {
        answer(frame -> {});

        tell(
                streams.inbox(),
                new Ping(
                        SILENT,
                        List.of(new StreamFrame.Standing(99, 5, 0)),
                        List.of(new StreamFrame.Standing(98, 6, 0))));

        eventually(here, () -> told.contains(new Pong(streams.inbox())));
        eventually(here, () -> told.contains(new StreamFrame.Broken(5, "the other node does not know of it")));
        eventually(here, () -> told.contains(new StreamFrame.Cancel(6, "")));
    }

    @Test
    void breaksOffOnBothSidesWhereBytesGotLost() {
        Promise<Open> opened = Promise.promise();
        answer(frame -> {
            if (frame instanceof Open open) {
                opened.complete(open);
            }
        });
        Future<String> all = read(streams.fetch(new Reference(SILENT, 7, -1, 60_000)));
        Open open = await(opened.future());

        tell(open.inbox(), new Bytes(open.reader(), 1, List.of(Buffer.buffer("second"))));

        assertThatThrownBy(() -> all.await(1, SECONDS)).hasMessageContaining("frame 1 came (expected: 0)");
        eventually(here, () -> told.contains(new StreamFrame.Cancel(7, "frame 1 came (expected: 0)")));
    }

    @Test
    void noticesAtTheRollCallThatBytesGotLost() {
        Promise<Open> opened = Promise.promise();
        answer(frame -> {
            switch (frame) {
                case Open open -> opened.complete(open);
                case Ping ping ->
                    ping.reads()
                            .forEach(read -> tell(
                                    ping.inbox(),
                                    new Ping(SILENT, List.of(), List.of(new StreamFrame.Standing(read.here(), 7, 1)))));
                default -> {}
            }
        });
        Future<String> all = read(streams.fetch(new Reference(SILENT, 7, -1, 60_000)));
        await(opened.future());

        assertThatThrownBy(() -> all.await(5, SECONDS)).hasMessageContaining("frames were lost");
    }

    @Test
    void countsWhatWasLostToAReaderThatFoundAFault() {
        answer(frame -> {});
        Fountain source = Fountain.dry();
        Reference reference = streams.refer(await(source.offer(here)));
        tell(reference.inbox(), new Open(reference.stream(), 9, 1000, SILENT));
        tell(reference.inbox(), new Credit(reference.stream(), 2000));

        tell(reference.inbox(), new StreamFrame.Cancel(reference.stream(), "frames were lost"));

        eventually(here, source::aborted);
        assertThat(streams.broken()).isEqualTo(1);
    }

    /** Plays a node whose manners a test decides. */
    private void answer(Consumer<StreamFrame> manners) {
        await(there.eventBus()
                .<StreamFrame>consumer(SILENT, message -> {
                    told.add(message.body());
                    manners.accept(message.body());
                })
                .completion());
    }

    private void tell(String inbox, StreamFrame frame) {
        there.eventBus().send(InboxAddress.parse(inbox).bus(), frame, FRAME);
    }

    private Future<String> read(ByteStream stream) {
        return Loops.run(here, () -> Sums.of(stream.take())).compose(sum -> sum);
    }
}
