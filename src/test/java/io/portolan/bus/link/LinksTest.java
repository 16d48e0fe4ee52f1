package io.portolan.bus.link;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.stream.protocol.InboxAddress;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.wire.Fence;
import io.portolan.bus.wire.MessageCodecs;
import io.portolan.bus.wire.StreamFrameCodec;
import io.portolan.options.Secret;
import io.portolan.testing.Fountain;
import io.portolan.testing.Loops;
import io.portolan.testing.Sums;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes without a cluster: what comes from one to the other came over a link. */
final class LinksTest {

    private static final long LENGTH = 64L << 20;
    private static final int MOST = 4;
    private static final LinkOptions.Bounds BOUNDS =
            new LinkOptions.Bounds(Duration.ofMillis(1500), Duration.ofSeconds(1), MOST);

    private Vertx here;
    private Vertx there;
    private Streams reader;
    private Streams writer;

    @BeforeEach
    void start() {
        here = node();
        there = node();
        reader = Streams.of(here);
        writer = Streams.of(there);
    }

    @AfterEach
    void close() throws Exception {
        Future.join(here.close(), there.close()).await(20, SECONDS);
    }

    @Test
    void carryEveryByte() {
        Fountain source = Fountain.of(LENGTH, 100_000);

        String sum = await(read(fetch(source)));

        assertThat(sum).isEqualTo(source.sha256());
        eventually(here, () -> reader.open() == 0 && writer.open() == 0);
    }

    @Test
    void carryEveryByteUnderASecret() {
        share("0123456789abcdef0123456789abcdef", here, there);
        Fountain source = Fountain.of(LENGTH, 100_000);

        String sum = await(read(fetch(source)));

        assertThat(sum).isEqualTo(source.sha256());
    }

    @Test
    void carryManyStreamsAtOnce() {
        List<Fountain> sources = IntStream.range(0, 50)
                .mapToObj(number -> Fountain.of(1 << 20, 1000 + number))
                .toList();

        List<Future<String>> sums =
                sources.stream().map(source -> read(fetch(source))).toList();

        for (int i = 0; i < sources.size(); i++) {
            assertThat(await(sums.get(i))).isEqualTo(sources.get(i).sha256());
        }
    }

    @Test
    void breakTheirStreamsOffAtOnceWhenTheOtherNodeGoes() {
        Fountain source = Fountain.dry();
        Future<String> all = read(fetch(source));
        source.pour(Buffer.buffer("some"));
        await(here.timer(100));

        there.close();

        assertThatThrownBy(() -> all.await(2, SECONDS)).hasMessageContaining("a stream from another node broke off");
        eventually(here, () -> reader.open() == 0);
    }

    @Test
    void takeNoConnectionThatBeginsWithAnythingButAGreeting() {
        assertCloses(frame(new StreamFrame.Pong("nobody")));
    }

    @Test
    void takeNoConnectionThatIsMeantForAnotherNode() {
        assertCloses(frame(new StreamFrame.Hello(reader.inbox())));
    }

    @Test
    void takeNoGreetingOfAnyLength() {
        assertCloses(Buffer.buffer().appendInt(2000));
    }

    @Test
    void takeNoConnectionThatSaysNothing() {
        assertCloses(Buffer.buffer());
    }

    @Test
    void takeNoConnectionOfAStranger() {
        share("0123456789abcdef0123456789abcdef", there);

        assertCloses(frame(new StreamFrame.Hello(writer.inbox())));

        assertThat(Fence.of(there).refused()).isEqualTo(1);
    }

    @Test
    void takeNoMoreConnectionsThanTheyMay() {
        AtomicInteger closed = new AtomicInteger();

        for (int i = 0; i < MOST + 1; i++) {
            await(connect(closed::incrementAndGet)).write(frame(new StreamFrame.Hello(writer.inbox())));
        }

        eventually(here, () -> closed.get() == 1);
    }

    @Test
    void takeFramesOnceTheyWereGreeted() {
        Fountain source = Fountain.dry();
        Reference offered = writer.refer(await(source.offer(there)));
        NetSocket socket = await(connect(() -> {}));

        socket.write(frame(new StreamFrame.Hello(writer.inbox())));
        socket.write(frame(new StreamFrame.Cancel(offered.stream(), "")));

        eventually(there, source::aborted);
    }

    @Test
    void areClosedWhenNothingGoesOverThemAndMadeAnew() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        int port = await(there.createNetServer()
                        .connectHandler(socket -> {
                            made.incrementAndGet();
                            socket.closeHandler(gone -> closed.incrementAndGet());
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Reference elsewhere = new Reference("nobody@127.0.0.1:" + port, 7, -1, 60_000);

        reader.fetch(elsewhere).cancel();
        eventually(here, () -> closed.get() == 1);
        reader.fetch(elsewhere).cancel();

        eventually(here, () -> made.get() == 2);
    }

    @Test
    void shareTheirFreePortWithNoServerThatAsksForAny() {
        int ours = placeOfWriter().port();

        for (int any = -1; any > -20; any--) {
            assertThat(await(there.createNetServer()
                                    .connectHandler(socket -> {})
                                    .listen(any, "127.0.0.1"))
                            .actualPort())
                    .isNotEqualTo(ours);
        }
    }

    private void assertCloses(Buffer sent) {
        Promise<Void> closed = Promise.promise();

        await(connect(closed::complete)).write(sent);

        await(closed.future());
    }

    /** On the event loop of the connection, so that it cannot be closed before somebody listens. */
    private Future<NetSocket> connect(Runnable closed) {
        HostAndPort place = placeOfWriter();
        return Loops.run(
                        here,
                        () -> here.createNetClient()
                                .connect(place.port(), place.host())
                                .onSuccess(socket -> socket.handler(any -> {}).closeHandler(over -> closed.run())))
                .compose(connecting -> connecting);
    }

    private HostAndPort placeOfWriter() {
        return InboxAddress.parse(writer.inbox()).link();
    }

    /** Of a node without a secret. */
    private Buffer frame(StreamFrame frame) {
        Buffer encoded = Buffer.buffer().appendInt(0);
        StreamFrameCodec.of(here).encodeToWire(encoded, frame);
        return encoded.setInt(0, encoded.length() - 4);
    }

    private ByteStream fetch(Fountain source) {
        return reader.fetch(writer.refer(await(source.offer(there))));
    }

    private Future<String> read(ByteStream stream) {
        return Loops.run(here, () -> Sums.of(stream.take())).compose(sum -> sum);
    }

    private static void share(String secret, Vertx... nodes) {
        for (Vertx node : nodes) {
            Fence.of(node).share(new Secret(secret));
        }
    }

    private static Vertx node() {
        Vertx node = Vertx.vertx();
        MessageCodecs.register(node);
        NetServerOptions server = new NetServerOptions().setHost("127.0.0.1").setPort(0);
        await(Links.open(node, new LinkOptions(server, new NetClientOptions(), "127.0.0.1", BOUNDS)));
        await(Streams.of(node).listen());
        return node;
    }
}
