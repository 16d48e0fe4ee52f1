package io.portolan.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are killed, frozen, restarted and reloaded under load. One cluster goes through all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class ClusterIT {

    private static final Duration WARM = Scale.seconds(20, 1.5);

    /** How long a call may go on that was under way on a node that is gone; a busy machine is given more. */
    private static final double MOST_AFTER_LOSS_MS = Scale.of(2_000, 4_000);

    /** A node that stands still is out after this. */
    private static final Duration EJECTED = Duration.ofSeconds(3);

    private static final int STREAMS = 100;

    private final Vertx vertx = Vertx.vertx();
    private Vendor vendor;
    private Crew crew;
    private Node front;
    private Node one;
    private Node two;
    private Node three;
    private int perSecond;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        vendor = new Vendor(vertx, "127.0.0.1");
        crew = new Crew(folder, vendor);
        one = crew.add(Node.Place.here("one", "edge,consumer"));
        front = crew.add(Node.Place.here("front", "edge"));
        two = crew.add(Node.Place.here("two", "edge,consumer"));
        three = crew.add(Node.Place.here("three", "edge,consumer"));
        crew.start(List.of(one, front, two));
        perSecond = Traffic.warm(vertx, Scale.of(20_000, 1_500), List.of(one, front, two));
    }

    @AfterAll
    void stop() throws Exception {
        crew.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void nothingWasDoneTwice() {
        assertThat(vendor.twice()).as("done more than once").isEmpty();
    }

    @Test
    @Order(1)
    void losesNoSafeCallWhenOneOfThreeIsKilled() throws Exception {
        List<Node> victims = List.of(two, front, one);
        List<Long> losses = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        Traffic traffic = traffic(front, one, two);
        Scale.pause(vertx, WARM);
        for (int round = 0; round < Scale.of(10, 2); round++) {
            Node victim = victims.get(round % victims.size());
            losses.add(System.nanoTime());
            victim.kill();
            Scale.pause(vertx, Scale.seconds(10, 2.5));
            after.add(System.nanoTime());
            victim.start();
            Scale.pause(vertx, Scale.seconds(15, 1));
        }
        Tally tally = traffic.stop();

        double p99 = median(losses.stream()
                .map(loss -> tally.p99(loss - seconds(Scale.of(10, 2)), loss))
                .toList());
        double p99After = median(after.stream()
                .map(end -> tally.p99(end - seconds(Scale.of(5, 1)), end))
                .toList());
        ClusterReport.add(
                "1",
                "kill -9 of one of three, " + losses.size() + " times",
                "%s; those under way ended within %.1f s; done twice: %d; p99 %.1f ms before, %.1f ms later (medians)",
                tally.text(),
                tally.longestAfter(losses) / 1e3,
                vendor.twice().size(),
                p99,
                p99After);
        ClusterReport.add("1", tally);
        holds(tally, losses);
        if (Scale.LONG) {
            assertThat(p99After).as("p99 5 s after").isLessThan(p99 * 1.2 + 2);
        }
    }

    @Test
    @Order(2)
    void losesNoSafeCallWhenTwoOfFourAreKilledAtOnce() throws Exception {
        crew.start(List.of(three));
        Traffic traffic = Traffic.over(vertx, perSecond, List.of(front, one, two, three), 2);
        Scale.pause(vertx, WARM);
        long loss = System.nanoTime();
        two.kill();
        three.kill();
        Scale.pause(vertx, Scale.seconds(10, 2.5));
        two.start();
        int visitors;
        try (DeadAddress dead = new DeadAddress(three.busPort())) {
            visitors = watch(traffic, dead);
        }
        Tally tally = traffic.stop();

        ClusterReport.add(
                "2",
                "kill -9 of two of four at once, one started again",
                "%s; those under way ended within %.1f s; done twice: %d; connections to the dead node's bus: %d",
                tally.text(),
                tally.longestAfter(List.of(loss)) / 1e3,
                vendor.twice().size(),
                visitors);
        ClusterReport.add("2", tally);
        holds(tally, List.of(loss));
        assertThat(visitors).as("connections to a dead node").isZero();
    }

    @Test
    @Order(3)
    void losesNoSafeCallWhenANodeStandsStill() throws Exception {
        Traffic traffic = traffic(front, one, two);
        Scale.pause(vertx, WARM);
        long frozen = System.nanoTime();
        two.process().freeze();
        Scale.pause(vertx, Scale.seconds(60, 4.5));
        boolean used = traffic.uses(two);
        long thawed = System.nanoTime();
        two.process().thaw();
        Scale.pause(vertx, Scale.seconds(15, 2));
        boolean usedAgain = traffic.uses(two);
        Tally tally = traffic.stop();

        double held = tally.longest(frozen, thawed, List.of(front.name(), one.name()));
        double later = tally.longest(frozen + EJECTED.toNanos(), thawed, List.of(front.name(), one.name()));
        ClusterReport.add(
                "3",
                "SIGSTOP of one for " + Duration.ofNanos(thawed - frozen).toSeconds() + " s, SIGCONT",
                "%s; the longest call over the other edges %.1f s, from 3 s on %.1f s; back in: %s; done twice: %d",
                tally.text(),
                held / 1e3,
                later / 1e3,
                usedAgain,
                vendor.twice().size());
        ClusterReport.add("3", tally);
        assertThat(tally.failed(true)).as(Tally.some(tally.failed(true))).isEmpty();
        assertThat(held).as("until it was ejected").isLessThan(Scale.of(3_500, 5_000));
        assertThat(later).as("once it was ejected").isLessThan(Scale.of(1_500, 2_500));
        assertThat(used).as("the balancer saw it").isFalse();
        assertThat(usedAgain).as("it came back").isTrue();
    }

    @Test
    @Order(4)
    void losesNoCallAndNoStreamWhenAllAreRestartedInTurn() throws Exception {
        Traffic traffic = traffic(front, one, two);
        Streaming streams = traffic.streams(STREAMS, Scale.of(100, 10));
        Scale.pause(vertx, WARM);
        for (Node node : List.of(one, front, two)) {
            assertThat(node.terminate()).as(node.process().err()).isZero();
            node.start();
            Scale.pause(vertx, Scale.seconds(10, 1));
        }
        Streaming.Outcome outcome = streams.stop();
        Tally tally = traffic.stop();

        ClusterReport.add(
                "4",
                "all restarted in turn, " + STREAMS + " streams open",
                "%s; %d streams finished, %d broke off, %d looked complete and were not",
                tally.text(),
                outcome.finished(),
                outcome.broken().size(),
                outcome.cut());
        ClusterReport.add("4", tally);
        assertThat(tally.failed(true)).as(Tally.some(tally.failed(true))).isEmpty();
        assertThat(tally.failed(false)).as(Tally.some(tally.failed(false))).isEmpty();
        assertThat(tally.unknown()).as(Tally.some(tally.unknown())).isEmpty();
        assertThat(outcome.broken()).as("streams that broke off").isEmpty();
        assertThat(outcome.cut()).as("streams that looked complete").isZero();
        assertThat(outcome.finished()).isGreaterThanOrEqualTo(STREAMS);
    }

    @Test
    @Order(6)
    void losesNoCallWhenAChangedFileIsReloadedOnOneNodeAfterTheOther() throws Exception {
        Traffic traffic = traffic(front, one, two);
        Scale.pause(vertx, WARM);
        int looks = vendor.looks(Works.Version.SECOND);
        // While an edge holds the one version, some consumer has to hold it too.
        for (Node node : List.of(one, front, two)) {
            node.write(Works.Version.SECOND);
            assertThat(node.reload()).isEqualTo(200);
            Scale.pause(vertx, Scale.seconds(10, 1));
        }
        int last = vendor.looks(Works.Version.FIRST);
        Scale.pause(vertx, Scale.seconds(10, 1));
        int lastOfAll = vendor.looks(Works.Version.FIRST);
        Tally tally = traffic.stop();

        ClusterReport.add(
                "6",
                "a changed file reloaded on one node after the other",
                "%s; served by the new file %d, by halves of both: %d",
                tally.text(),
                vendor.looks(Works.Version.SECOND) - looks,
                vendor.mixed());
        assertThat(tally.failed(true)).as(Tally.some(tally.failed(true))).isEmpty();
        assertThat(tally.failed(false)).as(Tally.some(tally.failed(false))).isEmpty();
        assertThat(tally.unknown()).as(Tally.some(tally.unknown())).isEmpty();
        assertThat(vendor.mixed()).as("calls of two versions").isZero();
        assertThat(vendor.looks(Works.Version.SECOND)).isGreaterThan(looks);
        assertThat(lastOfAll)
                .as("calls of the old version, when all had reloaded")
                .isEqualTo(last);
    }

    /** Lets some time go by after the loss, then counts who connects. */
    private int watch(Traffic traffic, DeadAddress dead) {
        int before = dead.visitors();
        Scale.pause(vertx, Scale.seconds(600, 2));
        assertThat(traffic.uses(three)).isFalse();
        return dead.visitors() - before;
    }

    private Traffic traffic(Node... edges) {
        return Traffic.over(vertx, perSecond, List.of(edges));
    }

    private static void holds(Tally tally, List<Long> losses) {
        assertThat(tally.failed(true)).as(Tally.some(tally.failed(true))).isEmpty();
        assertThat(tally.failed(false)).as(Tally.some(tally.failed(false))).isEmpty();
        assertThat(tally.longestAfter(losses)).as("after a loss").isLessThan(MOST_AFTER_LOSS_MS);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
