package io.portolan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final int SOCKET_BUFFER = 32 * 1024;

    private static final Map<String, String> SOCKETS = Map.of("PORTOLAN_STREAMS_SOCKETS", SOCKET_BUFFER / 1024 + "KiB");

    /** What may be on the way between the upstream and the reader. */
    private static final long MOST_UNDER_WAY = 4 * Scale.MIB;

    /** What a heap of this size may take up between one collection and the next. */
    private static final long MOST_GROWTH = 48 * Scale.MIB;

    @TempDir
    private Path folder;

    @Test
    void slowsTheUpstreamDownInsteadOfKeepingWhatItSends(Vertx vertx) throws Exception {
        Store store = new Store(
                vertx, new HttpServerOptions().setSendBufferSize(SOCKET_BUFFER).setReceiveBufferSize(SOCKET_BUFFER));
        Load load = new Load(
                vertx, new HttpClientOptions().setSendBufferSize(SOCKET_BUFFER).setReceiveBufferSize(SOCKET_BUFFER));
        try (Program portolan = Program.portolan("-Xmx256m", folder, store.port(), SOCKETS)) {
            AtomicLong read = new AtomicLong();
            HttpClientResponse response =
                    Load.await(load.get(portolan, "/flood").onSuccess(HttpClientResponse::pause));
            new Reader(vertx, response, read).begin();

            Load.await(vertx.timer(SECONDS * 1000L / 3, TimeUnit.MILLISECONDS));
            long before = portolan.facts().resident();
            Load.await(vertx.timer(SECONDS * 2000L / 3, TimeUnit.MILLISECONDS));
            long grown = portolan.facts().resident() - before;
            long got = read.get();
            long underWay = store.flooded() - got;

            Scale.report(
                    "slow reader: %.1f MB in %d s, %d KiB under way, memory %d MiB, %+d MiB in the last two thirds%n",
                    got / 1e6, SECONDS, underWay / 1024, before / Scale.MIB, grown / Scale.MIB);
            response.request().reset();
            assertThat(got).isGreaterThan(SECONDS * PER_SECOND / 2);
            assertThat(underWay).isLessThan(MOST_UNDER_WAY);
            assertThat(grown).isLessThan(MOST_GROWTH);
        }
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
