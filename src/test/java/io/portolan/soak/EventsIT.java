package io.portolan.soak;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Event streams: each event at once, and many streams at a time. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class EventsIT {

    private static final int EVENTS = Scale.of(1000, 100);
    private static final long EVERY_MS = 20;
    private static final int STREAMS = Scale.of(2000, 300);

    /** On a machine that does other things besides only what is plainly wrong can be told. */
    private static final Duration MOST_ADDED = Duration.ofMillis(Scale.of(20, 500));

    private static final Duration LEFT_WITHIN = Duration.ofMillis(Scale.of(1000, 5000));

    @TempDir
    private Path folder;

    private Vertx vertx;
    private Store store;
    private Load load;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        store = new Store(vertx, new HttpServerOptions());
        load = new Load(vertx);
    }

    @Test
    void passesEachEventOnAtOnce() throws Exception {
        store.tells(EVENTS, EVERY_MS);
        try (Program portolan = Program.portolan("-Xmx256m", folder, store.port())) {
            // The first calls of a JVM are those of its compiler.
            await(delays(load.get(portolan, "/events"), 20));

            Future<long[]> through = delays(load.get(portolan, "/events"), EVENTS);
            Future<long[]> straight = delays(load.get(store.port(), "/events"), EVENTS);
            long[] direct = Load.await(straight);
            long[] delays = Load.await(through);
            long added = percentile(delays, 99) - percentile(direct, 99);

            Scale.report(
                    "%d events: delay p50 %.2f ms, p99 %.2f ms; straight p50 %.2f ms, p99 %.2f ms; added p99 %.2f ms%n",
                    delays.length,
                    percentile(delays, 50) / 1e6,
                    percentile(delays, 99) / 1e6,
                    percentile(direct, 50) / 1e6,
                    percentile(direct, 99) / 1e6,
                    added / 1e6);
            assertThat(delays).hasSize(EVENTS);
            assertThat(Duration.ofNanos(added)).isLessThan(MOST_ADDED);
        }
    }

    @Test
    void tellsTheUpstreamThatItsReaderLeft() throws Exception {
        store.tells(-1, EVERY_MS);
        try (Program portolan = Program.portolan("-Xmx256m", folder, store.port())) {
            HttpClientResponse response = await(load.get(portolan, "/events"));
            Promise<Void> tenth = Promise.promise();
            AtomicInteger events = new AtomicInteger();
            response.handler(event -> {
                        if (events.incrementAndGet() == 10) {
                            tenth.complete();
                        }
                    })
                    .exceptionHandler(left -> {})
                    .resume();
            await(tenth.future());

            long begun = System.nanoTime();
            response.request().reset();
            eventually(vertx, () -> store.open() == 0);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            Scale.report("the upstream saw its reader leave after %d ms%n", took.toMillis());
            assertThat(took).isLessThan(LEFT_WITHIN);
        }
    }

    @Test
    void holdsManyStreamsInLittleMemory() throws Exception {
        store.tells(-1, 1000);
        try (Program portolan = Program.portolan("-Xmx256m", folder, store.port())) {
            AtomicInteger moving = new AtomicInteger();
            AtomicInteger broken = new AtomicInteger();
            List<Future<HttpClientResponse>> answers = new ArrayList<>();
            for (int stream = 0; stream < STREAMS; stream++) {
                answers.add(load.get(portolan, "/events").onSuccess(response -> count(response, moving, broken)));
            }
            List<HttpClientResponse> responses = Load.await(Future.all(answers)).list();
            eventually(vertx, () -> moving.get() == STREAMS);
            int cut = broken.get();

            Scale.report(
                    "%d streams at once: most memory %d MiB%n",
                    STREAMS, portolan.facts().largest() / Scale.MIB);
            assertThat(cut).isZero();
            assertThat(store.open()).isEqualTo(STREAMS);

            responses.forEach(response -> response.request().reset());
            eventually(vertx, () -> store.open() == 0);
        }
    }

    private static void count(HttpClientResponse response, AtomicInteger moving, AtomicInteger broken) {
        int[] events = {0};
        response.exceptionHandler(cause -> broken.incrementAndGet())
                .handler(event -> {
                    if (++events[0] == 2) {
                        moving.incrementAndGet();
                    }
                })
                .resume();
    }

    /** How long each event was on its way, in nanoseconds. */
    private static Future<long[]> delays(Future<HttpClientResponse> answer, int count) {
        return answer.compose(response -> {
            Promise<long[]> all = Promise.promise();
            List<Long> delays = new ArrayList<>();
            response.exceptionHandler(all::tryFail)
                    .endHandler(end -> all.tryComplete(sorted(delays)))
                    .handler(chunk -> {
                        long now = System.nanoTime();
                        chunk.toString()
                                .lines()
                                .filter(line -> !line.isEmpty())
                                .forEach(line ->
                                        delays.add(now - Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))));
                        if (delays.size() == count) {
                            all.tryComplete(sorted(delays));
                        }
                    })
                    .resume();
            return all.future();
        });
    }

    private static long[] sorted(List<Long> delays) {
        return delays.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
