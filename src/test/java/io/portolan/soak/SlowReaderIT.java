package io.portolan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.Size;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A reader far slower than an upstream that has no end. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class SlowReaderIT {

    private static final int SECONDS = Scale.of(60, 6);
    private static final long PER_SECOND = 1_000_000;
    private static final int TICK_MS = 20;

    /** Of every socket on the way, so that what else is kept shows. */
    private static final Size SOCKETS = Size.parse("32KiB");

    /** What may be on the way between the upstream and the reader. */
    private static final long MOST_UNDER_WAY = 4 * Scale.MIB;

    /** What a heap of this size may take up between one collection and the next. */
    private static final long MOST_GROWTH = 48 * Scale.MIB;

    @TempDir
    private Path folder;

    private Vertx vertx;
    private Store store;
    private Load load;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        int bytes = (int) SOCKETS.bytes();
        store = new Store(
                vertx, new HttpServerOptions().setSendBufferSize(bytes).setReceiveBufferSize(bytes));
        load = new Load(vertx, new HttpClientOptions().setSendBufferSize(bytes).setReceiveBufferSize(bytes));
    }

    @Test
    void slowsTheUpstreamDownInsteadOfKeepingWhatItSends() throws Exception {
        Map<String, String> settings = Map.of("PORTOLAN_STREAMS_SOCKETS", SOCKETS.toString());
        try (Program portolan = Program.portolan("-Xmx256m", folder, store.port(), settings)) {
            read("one process", portolan, List.of(portolan));
        }
    }

    @Test
    void slowsTheUpstreamDownAcrossNodes() throws Exception {
        try (TwoNodes nodes = TwoNodes.start(folder, store.port(), SOCKETS)) {
            read("two nodes", nodes.edge(), List.of(nodes.edge(), nodes.worker()));
        }
    }

    /** @param all whose memory is looked at */
    private void read(String what, Program door, List<Program> all) {
        AtomicLong read = new AtomicLong();
        HttpClientResponse response = Load.await(load.get(door, "/flood"));
        new Reader(vertx, response, read).begin();

        Load.await(vertx.timer(SECONDS * 1000L / 3, TimeUnit.MILLISECONDS));
        List<Long> before = resident(all);
        Load.await(vertx.timer(SECONDS * 2000L / 3, TimeUnit.MILLISECONDS));
        List<Long> after = resident(all);
        long got = read.get();
        long underWay = store.flooded() - got;

        Scale.report("slow reader, %s: %.1f MB in %d s, %d KiB under way%n", what, got / 1e6, SECONDS, underWay / 1024);
        for (int i = 0; i < all.size(); i++) {
            long grown = after.get(i) - before.get(i);
            Scale.report(
                    "slow reader, %s: memory %d MiB, %+d MiB in the last two thirds%n",
                    what, before.get(i) / Scale.MIB, grown / Scale.MIB);
            assertThat(grown).isLessThan(MOST_GROWTH);
        }
        response.request().reset();
        assertThat(got).isGreaterThan(SECONDS * PER_SECOND / 2);
        assertThat(underWay).isLessThan(MOST_UNDER_WAY);
    }

    private static List<Long> resident(List<Program> all) {
        return all.stream().map(program -> program.facts().resident()).toList();
    }

    /** Takes as much as its speed lets it, and leaves the rest where it is. */
    private record Reader(Vertx vertx, HttpClientResponse response, AtomicLong read) {

        void begin() {
            long begun = System.nanoTime();
            response.handler(chunk -> read.addAndGet(chunk.length()));
            vertx.setPeriodic(TICK_MS, timer -> {
                long allowed = (System.nanoTime() - begun) / 1000 * PER_SECOND / 1_000_000;
                if (read.get() < allowed) {
                    response.fetch(1 + (allowed - read.get()) / (16 * 1024));
                }
            });
        }
    }
}
