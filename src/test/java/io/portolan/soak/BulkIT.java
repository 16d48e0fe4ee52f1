package io.portolan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are many times what the process may have in memory, and how fast they go. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class BulkIT {

    private static final String HEAP = "256m";

    private static final long FILE = Scale.of("10GiB", "512MiB");
    private static final long ROUND = Scale.of("1GiB", "64MiB");
    private static final int ROUNDS = Scale.of(7, 3);

    /** The heap, and what a JVM and the network need besides. */
    private static final long MOST_MEMORY = 450 * Scale.MIB;

    /** Of a bare pipe's throughput; a short run on a busy machine tells only what is plainly wrong. */
    private static final double SHARE = Scale.LONG ? 0.9 : 0.4;

    @TempDir
    private Path folder;

    private Store store;
    private Load load;

    @BeforeEach
    void start(Vertx vertx) {
        store = new Store(vertx, new HttpServerOptions().setMaxChunkSize(64 * 1024));
        load = new Load(vertx);
    }

    @Test
    void movesFilesThatAreFarLargerThanItsMemory() throws Exception {
        Received whole = new Received(FILE, Bytes.sum(FILE));
        try (Program portolan = Program.portolan("-Xmx" + HEAP, folder, store.port())) {

            Load.Transfer down = load.download(portolan, FILE);
            Load.Transfer up = load.upload(portolan, FILE);

            report("down", down);
            report("up", up);
            Scale.report("most memory: %d MiB%n", portolan.facts().largest() / Scale.MIB);
            assertThat(down.received()).isEqualTo(whole);
            assertThat(up.received()).isEqualTo(whole);
            assertThat(portolan.facts().largest()).isLessThan(MOST_MEMORY);
        }
    }

    @Test
    void isAsFastAsABarePipe() throws Exception {
        try (Program pipe = Program.pipe(HEAP, store.port());
                Program portolan = Program.portolan("-Xmx" + HEAP, folder, store.port())) {

            double down = ratio("down", List.of(pipe, portolan), load::download);
            double up = ratio("up", List.of(pipe, portolan), load::upload);

            assertThat(down).as("down").isGreaterThan(SHARE);
            assertThat(up).as("up").isGreaterThan(SHARE);
        }
    }

    /** The second program's throughput in terms of the first's: the median over rounds, each taken within its round. */
    private static double ratio(String way, List<Program> programs, BiFunction<Program, Long, Load.Transfer> transfer) {
        List<Load.Transfer> pipes = new ArrayList<>();
        List<Load.Transfer> portolans = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            Load.Transfer pipe = transfer.apply(programs.getFirst(), ROUND);
            Load.Transfer portolan = transfer.apply(programs.getLast(), ROUND);
            if (round >= 0) {
                pipes.add(pipe);
                portolans.add(portolan);
            }
        }
        double speed = ratio(pipes, portolans, Load.Transfer::mibPerSecond);
        Scale.report(
                "%s: pipe %.0f MiB/s, portolan %.0f MiB/s, ratio %.2f; CPU s/GiB: pipe %.2f, portolan %.2f, ratio %.2f%n",
                way,
                median(pipes, Load.Transfer::mibPerSecond),
                median(portolans, Load.Transfer::mibPerSecond),
                speed,
                median(pipes, Load.Transfer::cpuPerGib),
                median(portolans, Load.Transfer::cpuPerGib),
                ratio(pipes, portolans, Load.Transfer::cpuPerGib));
        return speed;
    }

    private static double ratio(
            List<Load.Transfer> pipes, List<Load.Transfer> portolans, ToDoubleFunction<Load.Transfer> measure) {
        return median(IntStream.range(0, pipes.size())
                .mapToDouble(round ->
                        measure.applyAsDouble(portolans.get(round)) / measure.applyAsDouble(pipes.get(round))));
    }

    private static double median(List<Load.Transfer> transfers, ToDoubleFunction<Load.Transfer> measure) {
        return median(transfers.stream().mapToDouble(measure));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void report(String way, Load.Transfer transfer) {
        Scale.report("%s: %.0f MiB/s, CPU %.2f s/GiB%n", way, transfer.mibPerSecond(), transfer.cpuPerGib());
    }
}
