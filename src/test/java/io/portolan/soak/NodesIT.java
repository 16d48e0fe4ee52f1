package io.portolan.soak;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.testing.FreePort;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The edge on one node, the consumer on another, both processes of their own. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class NodesIT {

    private static final String HEAP = "256m";
    private static final long FILE = Scale.of("10GiB", "256MiB");
    private static final long MOST_MEMORY = 450 * Scale.MIB;
    private static final int SOCKET_BUFFER = 32 * 1024;
    private static final int SECONDS = Scale.of(60, 6);
    private static final Duration BROKEN_WITHIN = Duration.ofMillis(Scale.of(3000, 10_000));

    @TempDir
    private Path folder;

    private Vertx vertx;
    private Store store;
    private Program worker;
    private Program edge;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        this.vertx = vertx;
        store = new Store(
                vertx, new HttpServerOptions().setSendBufferSize(SOCKET_BUFFER).setReceiveBufferSize(SOCKET_BUFFER));
        String cluster = "soak-" + UUID.randomUUID();
        int first = FreePort.find();
        int second = FreePort.find();
        Map<String, String> settings = Map.of(
                "PORTOLAN_CLUSTER_ENABLED",
                "true",
                "PORTOLAN_CLUSTER_NAME",
                cluster,
                "PORTOLAN_CLUSTER_PORT",
                Integer.toString(first),
                "PORTOLAN_CLUSTER_MEMBERS",
                "127.0.0.1:" + first + ",127.0.0.1:" + second,
                "PORTOLAN_STREAMS_SOCKETS",
                SOCKET_BUFFER / 1024 + "KiB");
        worker = Program.portolan("-Xmx" + HEAP, folder, store.port(), settings);
        edge = Program.edge(HEAP, folder, cluster, second, first);
    }

    @AfterEach
    void stop() {
        edge.close();
        worker.close();
    }

    @Test
    void movesFilesThatAreFarLargerThanTheirMemory() {
        Load load = new Load(vertx);
        Received whole = new Received(FILE, Bytes.sum(FILE));

        Load.Transfer down = load.download(edge, FILE);
        Load.Transfer up = load.upload(edge, FILE);

        Scale.report(
                "two nodes: down %.0f MiB/s, up %.0f MiB/s; most memory: edge %d MiB, worker %d MiB%n",
                down.mibPerSecond(),
                up.mibPerSecond(),
                edge.facts().largest() / Scale.MIB,
                worker.facts().largest() / Scale.MIB);
        assertThat(down.received()).isEqualTo(whole);
        assertThat(up.received()).isEqualTo(whole);
        assertThat(edge.facts().largest()).isLessThan(MOST_MEMORY);
        assertThat(worker.facts().largest()).isLessThan(MOST_MEMORY);
    }

    @Test
    void slowsTheUpstreamDownAcrossNodes() {
        Load load = new Load(
                vertx, new HttpClientOptions().setSendBufferSize(SOCKET_BUFFER).setReceiveBufferSize(SOCKET_BUFFER));
        AtomicLong read = new AtomicLong();
        HttpClientResponse response = await(load.get(edge, "/flood").onSuccess(HttpClientResponse::pause));
        response.handler(chunk -> read.addAndGet(chunk.length()));
        vertx.setPeriodic(20, timer -> response.fetch(2));

        Load.await(vertx.timer(SECONDS, TimeUnit.SECONDS));
        long got = read.get();
        long underWay = store.flooded() - got;

        Scale.report(
                "two nodes, slow reader: %.1f MB in %d s, %d KiB under way; most memory: edge %d MiB, worker %d MiB%n",
                got / 1e6,
                SECONDS,
                underWay / 1024,
                edge.facts().largest() / Scale.MIB,
                worker.facts().largest() / Scale.MIB);
        // The edge's own socket is as the system makes it: it takes no settings here.
        assertThat(underWay).isLessThan(8 * Scale.MIB);
        response.request().reset();
    }

    @Test
    void tellsTheUpstreamOnTheOtherNodeThatItsReaderLeft() {
        store.tells(-1, 20);
        HttpClientResponse response = await(new Load(vertx).get(edge, "/events"));
        response.exceptionHandler(left -> {});

        long begun = System.nanoTime();
        response.request().reset();
        eventually(vertx, () -> store.open() == 0);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        Scale.report("two nodes: the upstream saw its reader leave after %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofMillis(Scale.of(1000, 5000)));
    }

    @Test
    void breaksOffWhenTheOtherNodeIsKilled() {
        store.tells(-1, 20);
        Promise<Void> begun = Promise.promise();
        Promise<Void> ended = Promise.promise();
        await(new Load(vertx)
                .get(edge, "/events")
                .onSuccess(response -> response.exceptionHandler(ended::tryFail)
                        .endHandler(complete -> ended.tryComplete())
                        .handler(event -> begun.tryComplete())));
        await(begun.future());

        long killed = System.nanoTime();
        worker.close();
        assertThatThrownBy(() -> await(ended.future())).hasMessageContaining("closed");
        Duration took = Duration.ofNanos(System.nanoTime() - killed);

        Scale.report("two nodes: the client saw the other node die after %d ms%n", took.toMillis());
        assertThat(took).isLessThan(BROKEN_WITHIN);
    }
}
