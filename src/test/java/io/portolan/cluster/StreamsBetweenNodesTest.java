package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.bus.Body;
import io.portolan.bus.Result;
import io.portolan.bus.node.NodeFrame;
import io.portolan.bus.node.NodeFrame.Answered;
import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.StreamBounds;
import io.portolan.bus.stream.Streams;
import io.portolan.options.Size;
import io.portolan.testing.Cluster;
import io.portolan.testing.Fountain;
import io.portolan.testing.Loops;
import io.portolan.testing.Sums;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Streams that one node offers and another reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamsBetweenNodesTest {

    private static final long MIB = 1 << 20;

    private static final String ADDRESS = "test:";

    private final Queue<ByteStream> arrived = new ConcurrentLinkedQueue<>();
    private Cluster cluster;
    private Vertx here;
    private Vertx there;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start().streams();
        here = cluster.edge();
        there = cluster.worker();
        receive(here, "here");
        receive(there, "there");
    }

    @AfterEach
    void leavesNothingOpen() {
        cluster.awaitNothingOpen();
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void carriesEveryByteWhateverTheSizeOfTheChunks() {
        for (int chunk : List.of(1_000, 8 * 1024, 64 * 1024, 1_000_000)) {
            Fountain source = Fountain.of(64 * MIB, chunk);
            ByteStream stream = fetch(source);

            String sum = sum(here, stream);

            assertThat(sum).as("chunks of " + chunk).isEqualTo(source.sha256());
            assertThat(stream.length()).isEqualTo(64 * MIB);
        }
    }

    @Test
    void carriesAStreamWithoutBytesAndWhatFollowsIt() {
        Fountain source = Fountain.dry().trailer("x-checksum", "abc");
        ByteStream stream = fetch(source);
        Future<String> all = Loops.run(here, () -> Sums.of(stream.take())).compose(sum -> sum);

        source.dryUp();

        await(all);
        assertThat(stream.trailers().get("X-Checksum")).isEqualTo("abc");
    }

    @Test
    void sendsEachEventAtOnce() {
        Fountain source = Fountain.dry();
        ByteStream stream = fetch(source);
        List<String> got = new ArrayList<>();
        Promise<Void> three = Promise.promise();
        await(Loops.run(
                here,
                () -> stream.take()
                        .handler(event -> {
                            got.add(event.toString());
                            if (got.size() == 3) {
                                three.complete();
                            }
                        })
                        .resume()));

        source.pour(Buffer.buffer("1"));
        await(there.timer(50));
        source.pour(Buffer.buffer("2"));
        await(there.timer(50));
        source.pour(Buffer.buffer("3"));

        await(three.future());
        assertThat(got).containsExactly("1", "2", "3");
        source.dryUp();
    }

    @Test
    void leavesToTheSourceWhatNobodyReads() {
        Fountain source = Fountain.of(64 * MIB, 8 * 1024);
        ByteStream stream = fetch(source);
        Reading reading = take(stream);
        await(here.timer(300));
        long unread = source.given();
        assertThat(unread).isLessThan(32 * 1024);
        Promise<Void> some = Promise.promise();
        AtomicLong read = new AtomicLong();
        reading.run(bytes -> bytes.handler(chunk -> {
                    if (read.addAndGet(chunk.length()) > 8 * MIB) {
                        bytes.pause();
                        some.tryComplete();
                    }
                })
                .resume());
        await(some.future());
        await(here.timer(300));

        assertThat(source.given() - read.get()).isLessThan(MIB);
        stream.cancel();
        eventually(there, source::aborted);
    }

    @Test
    void tellsTheSourceThatItsReaderLeft() {
        Fountain source = Fountain.dry();
        ByteStream stream = fetch(source);
        await(Loops.run(here, () -> stream.take().resume()));

        stream.cancel();

        inASecond(source::aborted);
        await(stream.closed());
    }

    @Test
    void tellsTheSourceThatNobodyWillRead() {
        Fountain source = Fountain.dry();
        ByteStream stream = fetch(source);

        stream.cancel();

        inASecond(source::aborted);
        assertThatThrownBy(() -> sum(here, stream)).hasMessageContaining("was over before it was read");
    }

    @Test
    void breaksOffWhereItsSourceDid() {
        Fountain source = Fountain.dry();
        ByteStream stream = fetch(source);
        long before = Streams.of(here).broken();
        Future<String> all = Loops.run(here, () -> Sums.of(stream.take())).compose(sum -> sum);
        source.pour(Buffer.buffer("some"));
        await(here.timer(50));

        source.breakOff();

        assertThatThrownBy(() -> await(all)).hasMessage("a stream from another node broke off: a fountain broke off");
        assertThat(Streams.of(here).broken()).isEqualTo(before + 1);
    }

    @Test
    void breaksOffWhereTheLengthIsNotWhatWasSaid() {
        Fountain source = Fountain.of(MIB, 64 * 1024);
        ByteStream stream = fetch(await(source.offer(there, bounds(Fountain.LONG, MIB / 2))));

        assertThatThrownBy(() -> sum(here, stream)).hasMessageContaining("sent more than 512KiB (streams.most)");
        assertThat(source.aborted()).isTrue();
    }

    @Test
    void isGoneWhenNobodyFetchesItInTime() {
        Fountain source = Fountain.dry();
        long before = Streams.of(there).abandoned();
        ByteStream stream = fetch(await(source.offer(there, bounds(Duration.ofMillis(50), MIB))));

        await(stream.closed());

        eventually(there, source::aborted);
        assertThat(Streams.of(there).abandoned()).isEqualTo(before + 1);
        assertThatThrownBy(() -> sum(here, stream)).hasMessageContaining("was over before it was read");
    }

    @Test
    void passesAStreamOfAnotherNodeOnToAThird() {
        Fountain source = Fountain.of(4 * MIB, 64 * 1024);
        ByteStream back = carry(here, there, fetch(source));

        String sum = sum(there, back);

        assertThat(sum).isEqualTo(source.sha256());
    }

    @Test
    void keepsManyStreamsAtOnceWithinTheirWindows() {
        int many = 500;
        List<Fountain> sources = new ArrayList<>();
        List<Reading> readers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Fountain source = Fountain.of(MIB, 8 * 1024);
            sources.add(source);
            readers.add(take(fetch(source)));
        }
        await(here.timer(500));

        assertThat(sources.stream().mapToLong(Fountain::given).sum()).isLessThan(32 * MIB);
        for (int i = 0; i < many; i++) {
            assertThat(readers.get(i).sum()).isEqualTo(sources.get(i).sha256());
        }
    }

    /** A stream that the other node offers, as it arrives here. */
    private ByteStream fetch(Fountain source) {
        return fetch(await(source.offer(there)));
    }

    private ByteStream fetch(ByteStream offered) {
        return carry(there, here, offered);
    }

    private ByteStream carry(Vertx from, Vertx to, ByteStream stream) {
        await(from.eventBus()
                .request(
                        ADDRESS + (to.equals(here) ? "here" : "there"),
                        new Answered(1, new Result(200, null, List.of(), new Body.Streamed(stream))),
                        new DeliveryOptions().setCodecName(NodeFrame.CODEC).setSendTimeout(5_000)));
        return arrived.remove();
    }

    private void receive(Vertx node, String name) {
        await(node.eventBus()
                .<Answered>consumer(ADDRESS + name, message -> {
                    arrived.add(((Body.Streamed) message.body().result().body()).stream());
                    message.reply("");
                })
                .completion());
    }

    private static StreamBounds bounds(Duration pickUp, long most) {
        return new StreamBounds("a fountain", pickUp, Fountain.LONG, Fountain.LONG, new Size(most));
    }

    private Reading take(ByteStream stream) {
        return await(Loops.run(here, () -> new Reading(here.getOrCreateContext(), stream.take())));
    }

    private String sum(Vertx node, ByteStream stream) {
        return await(Loops.run(node, () -> Sums.of(stream.take())).compose(all -> all));
    }

    private void inASecond(BooleanSupplier condition) {
        long begun = System.nanoTime();
        eventually(here, condition);
        assertThat(System.nanoTime() - begun).isLessThan(1_000_000_000);
    }

    /** A stream where it is read. */
    private record Reading(Context loop, ReadStream<Buffer> bytes) {

        void run(Consumer<ReadStream<Buffer>> task) {
            loop.runOnContext(now -> task.accept(bytes));
        }

        String sum() {
            Promise<String> sum = Promise.promise();
            run(bytes -> Sums.of(bytes).onComplete(sum));
            return await(sum.future());
        }
    }
}
