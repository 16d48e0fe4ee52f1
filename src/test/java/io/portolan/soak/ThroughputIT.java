package io.portolan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How fast bodies go beside a bare pipe: through one process and through two nodes, round by round in one run. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class ThroughputIT {

    private static final String HEAP = "256m";
    private static final long ROUND = Scale.of("1GiB", "64MiB");
    private static final int ROUNDS = Scale.of(7, 3);

    /** Of a bare pipe's throughput, on a machine that does nothing else. */
    private static final double GOAL_OF_ONE = 0.9;

    private static final double GOAL_OF_TWO = 0.6;

    /** How far below its goal a run may stay: machines are busy, and what is plainly wrong is far slower. */
    private static final int LENIENCE = 5;

    @TempDir
    private Path one;

    @TempDir
    private Path two;

    /** What one program moved, round by round. */
    private record Rounds(List<Load.Transfer> transfers) {

        double median(ToDoubleFunction<Load.Transfer> measure) {
            return middle(transfers.stream().mapToDouble(measure));
        }

        /** In terms of another's, each taken within its round. */
        double ratio(Rounds other, ToDoubleFunction<Load.Transfer> measure) {
            return middle(IntStream.range(0, transfers.size())
                    .mapToDouble(round -> measure.applyAsDouble(transfers.get(round))
                            / measure.applyAsDouble(other.transfers.get(round))));
        }

        private static double middle(DoubleStream values) {
            double[] sorted = values.sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    @Test
    void isAsFastAsABarePipe(Vertx vertx) throws Exception {
        Store store = new Store(vertx, new HttpServerOptions().setMaxChunkSize(64 * 1024));
        Load load = new Load(vertx);
        try (Program pipe = Program.pipe(HEAP, store.port());
                Program process = Program.portolan("-Xmx" + HEAP, one, store.port());
                TwoNodes nodes = TwoNodes.start(two, store.port())) {
            List<Program> programs = List.of(pipe, process, nodes.together());

            compare("down", run(programs, load::download));
            compare("up", run(programs, load::upload));
        }
    }

    /** All of them in turn, round by round; the first round is for their compilers. */
    private static List<Rounds> run(List<Program> programs, BiFunction<Program, Long, Load.Transfer> transfer) {
        List<List<Load.Transfer>> rounds = IntStream.rangeClosed(0, ROUNDS)
                .mapToObj(round -> programs.stream()
                        .map(program -> transfer.apply(program, ROUND))
                        .toList())
                .toList();
        return IntStream.range(0, programs.size())
                .mapToObj(program -> new Rounds(
                        rounds.stream().skip(1).map(round -> round.get(program)).toList()))
                .toList();
    }

    private static void compare(String way, List<Rounds> all) {
        Rounds pipe = all.getFirst();
        Scale.report(
                "%s: pipe %.0f MiB/s, CPU %.2f s/GiB%n",
                way, pipe.median(Load.Transfer::mibPerSecond), pipe.median(Load.Transfer::cpuPerGib));
        check(way + ", one process", all.get(1), pipe, GOAL_OF_ONE);
        check(way + ", two nodes", all.get(2), pipe, GOAL_OF_TWO);
    }

    private static void check(String what, Rounds own, Rounds pipe, double goal) {
        double speed = own.ratio(pipe, Load.Transfer::mibPerSecond);
        Scale.report(
                "%s: %.0f MiB/s, %.2f x the pipe (goal %.1f); CPU %.2f s/GiB, %.2f x the pipe's%n",
                what,
                own.median(Load.Transfer::mibPerSecond),
                speed,
                goal,
                own.median(Load.Transfer::cpuPerGib),
                own.ratio(pipe, Load.Transfer::cpuPerGib));
        assertThat(speed).as(what).isGreaterThan(goal / LENIENCE);
    }
}
