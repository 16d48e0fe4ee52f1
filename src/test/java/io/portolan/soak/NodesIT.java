package io.portolan.soak;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

    private static final long MOST_MEMORY = 450 * Scale.MIB;
    private static final Duration BROKEN_WITHIN = Duration.ofMillis(Scale.of(3000, 10_000));

    @TempDir
    private Path folder;

    private Vertx vertx;
    private Store store;
    private Load load;
    private TwoNodes nodes;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        this.vertx = vertx;
        store = new Store(vertx, new HttpServerOptions().setMaxChunkSize(64 * 1024));
        load = new Load(vertx);
        nodes = TwoNodes.start(folder, store.port());
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void movesFilesThatAreFarLargerThanTheirMemory() {
        Received whole = new Received(Scale.FILE, Bytes.sum(Scale.FILE));

        Load.Transfer down = load.download(nodes.edge(), Scale.FILE);
        Load.Transfer up = load.upload(nodes.edge(), Scale.FILE);

        Scale.report(
                "two nodes: down %.0f MiB/s, up %.0f MiB/s; most memory: edge %d MiB, worker %d MiB%n",
                down.mibPerSecond(),
                up.mibPerSecond(),
                nodes.edge().facts().largest() / Scale.MIB,
                nodes.worker().facts().largest() / Scale.MIB);
        assertThat(down.received()).isEqualTo(whole);
        assertThat(up.received()).isEqualTo(whole);
        assertThat(nodes.edge().facts().largest()).isLessThan(MOST_MEMORY);
        assertThat(nodes.worker().facts().largest()).isLessThan(MOST_MEMORY);
    }

    @Test
    void tellsTheUpstreamOnTheOtherNodeThatItsReaderLeft() {
        store.tells(-1, 20);
        HttpClientResponse response = await(load.get(nodes.edge(), "/events"));
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
        await(load.get(nodes.edge(), "/events")
                .onSuccess(response -> response.exceptionHandler(ended::tryFail)
                        .endHandler(complete -> ended.tryComplete())
                        .handler(event -> begun.tryComplete())
                        .resume()));
        await(begun.future());

        long killed = System.nanoTime();
        nodes.worker().close();
        assertThatThrownBy(() -> await(ended.future())).hasMessageContaining("closed");
        Duration took = Duration.ofNanos(System.nanoTime() - killed);

        Scale.report("two nodes: the client saw the other node die after %d ms%n", took.toMillis());
        assertThat(took).isLessThan(BROKEN_WITHIN);
    }
}
