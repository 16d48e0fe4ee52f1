package io.portolan.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster costs a call: about nothing where it stays on its node, and little where it goes to another. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class CostIT {

    private static final int ROUNDS = Integer.getInteger("portolan.cluster.rounds", 15);
    private static final int WARM_ROUNDS = 3;
    private static final int CALLS = Integer.getInteger("portolan.cluster.round", 10_000);
    private static final int AT_ONCE = Integer.getInteger("portolan.cluster.atOnce", 16);
    private static final int ONE_BY_ONE = 1_000;

    /** On a machine that does nothing else. */
    private static final double GOAL_CPU_US = 60;

    private static final double GOAL_ADDED_MS = 0.5;
    private static final double GOAL_CLUSTERED = 1.1;

    /** How far from its goal a run may stay: machines differ, and what is plainly wrong costs far more. */
    private static final int LENIENCE = 5;

    @TempDir
    private Path folder;

    /** One way to serve a call: where it comes in, and all that works for it. */
    private record Way(Node entry, List<Node> nodes) {}

    /**
     * What a call took in one round.
     *
     * @param cpuUs of all processes that work for it
     * @param p50Ms while there is no other
     */
    private record Cost(double cpuUs, double p50Ms) {}

    @Test
    void isSmall(Vertx vertx) throws Exception {
        assumeTrue(Scale.LONG || Integer.getInteger("portolan.cluster.rounds") != null, "measured with -Pcluster only");
        Vendor vendor = new Vendor(vertx, "127.0.0.1").withoutDelay();
        // Two clusters: an edge alone would go to whatever consumer there is.
        try (Crew near = new Crew(folder.resolve("near"), vendor);
                Crew far = new Crew(folder.resolve("far"), vendor)) {
            Node alone = near.add(Node.Place.here("alone", "edge,consumer")).outsideOfTheCluster();
            Node both = near.add(Node.Place.here("both", "edge,consumer"));
            Node idle = near.add(Node.Place.here("idle", "consumer"));
            Node front = far.add(Node.Place.here("front", "edge"));
            Node back = far.add(Node.Place.here("back", "consumer"));
            near.start(List.of(both, idle));
            far.start(List.of(back, front));
            alone.start();

            List<List<Cost>> costs = rounds(
                    new ClosedLoop(vertx, AT_ONCE),
                    List.of(
                            new Way(alone, List.of(alone)),
                            new Way(both, List.of(both)),
                            new Way(front, List.of(front, back))));

            judge(costs.get(0), costs.get(1), costs.get(2));
        }
    }

    /** The ways in turn, round after round. */
    private static List<List<Cost>> rounds(ClosedLoop load, List<Way> ways) throws Exception {
        List<List<Cost>> costs =
                ways.stream().<List<Cost>>map(way -> new ArrayList<>()).toList();
        for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
            for (int way = 0; way < ways.size(); way++) {
                Cost cost = round(load, ways.get(way));
                if (round >= 0) {
                    costs.get(way).add(cost);
                }
            }
        }
        return costs;
    }

    private static Cost round(ClosedLoop load, Way way) throws Exception {
        long before = cpuNanos(way);
        load.run(way.entry(), CALLS, AT_ONCE);
        double cpuUs = (cpuNanos(way) - before) / 1e3 / CALLS;
        return new Cost(cpuUs, load.run(way.entry(), ONE_BY_ONE, 1));
    }

    private static long cpuNanos(Way way) {
        return way.nodes().stream()
                .mapToLong(node -> ProcessHandle.of(node.process().pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow()
                        .toNanos())
                .sum();
    }

    private static void judge(List<Cost> alone, List<Cost> local, List<Cost> remote) {
        Spread cpu = Spread.of(local, remote, (here, there) -> there.cpuUs() - here.cpuUs());
        Spread p50 = Spread.of(local, remote, (here, there) -> there.p50Ms() - here.p50Ms());
        Spread ratio = Spread.of(alone, local, (single, clustered) -> clustered.cpuUs() / single.cpuUs());
        Spread base = Spread.of(local, local, (here, same) -> here.cpuUs());
        ClusterReport.add(
                "8",
                "cost, " + ROUNDS + " rounds in turn of " + CALLS + " calls each",
                "another node costs %s µs CPU (goal: %.0f) more than the %s µs of a call on its own, both JVMs counted,"
                        + " and %s ms (goal: %.1f) of p50; clustered with local consumers costs %s × unclustered (goal:"
                        + " %.1f) (median, quartiles in brackets)",
                cpu,
                GOAL_CPU_US,
                base,
                p50,
                GOAL_ADDED_MS,
                ratio,
                GOAL_CLUSTERED);
        assertThat(cpu.median()).as("CPU added, µs").isLessThan(LENIENCE * GOAL_CPU_US);
        assertThat(p50.median()).as("p50 added, ms").isLessThan(LENIENCE * GOAL_ADDED_MS);
        assertThat(ratio.median()).as("clustered and not").isLessThan(1 + LENIENCE * (GOAL_CLUSTERED - 1));
    }

    /** Of a number over the rounds. */
    private record Spread(double low, double median, double high) {

        private interface Compared {
            double of(Cost one, Cost other);
        }

        /** Compares what was measured in the same round. */
        static Spread of(List<Cost> ones, List<Cost> others, Compared compared) {
            double[] all = IntStream.range(0, ones.size())
                    .mapToDouble(round -> compared.of(ones.get(round), others.get(round)))
                    .sorted()
                    .toArray();
            return new Spread(all[all.length / 4], all[all.length / 2], all[all.length * 3 / 4]);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f [%.2f to %.2f]", median, low, high);
        }
    }
}
