package io.portolan.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that do not reach each other for a while, and go on serving. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class NetworkCutIT {

    /** Until the nodes on both sides know of each other again. */
    private static final Duration HEALED = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Vertx vertx;

    @Test
    void servesOnBothSidesOfACutAndFindsTogetherAgain(Vertx vertx) throws Exception {
        this.vertx = vertx;
        try (TwoNetworks networks = TwoNetworks.make()) {
            Vendor vendor = new Vendor(vertx, TwoNetworks.HERE);
            try (Crew crew = new Crew(folder, vendor)) {
                // The edge alone loses one of the two that it calls.
                List<Node> nodes =
                        List.of(host(crew, 1, "edge,consumer"), host(crew, 2, "edge"), host(crew, 3, "edge,consumer"));
                crew.start(nodes);
                int perSecond = Traffic.warm(vertx, Scale.of(10_000, 1_000), nodes);
                cutAndHeal(networks, vendor, nodes, perSecond);
            }
        }
    }

    private void cutAndHeal(TwoNetworks networks, Vendor vendor, List<Node> nodes, int perSecond) throws Exception {
        Traffic traffic = Traffic.over(vertx, perSecond, nodes);
        Scale.pause(vertx, Scale.seconds(20, 1.5));
        long cut = System.nanoTime();
        networks.cut();
        Scale.pause(vertx, Scale.seconds(60, 4.5));
        List<Integer> apart = known(nodes);
        networks.heal();
        Duration healing = untilAllKnowAll(nodes);
        Scale.pause(vertx, Scale.seconds(10, 1));
        Tally tally = traffic.stop();

        ClusterReport.add(
                "5",
                "network cut 2 | 1 for " + (Scale.LONG ? 60 : 4.5) + " s, healed",
                "%s; those under way ended within %.1f s; nodes known to each meanwhile: %s; all known %.1f s after"
                        + " healing; done twice: %d",
                tally.text(),
                tally.longestAfter(List.of(cut)) / 1e3,
                apart,
                healing.toMillis() / 1e3,
                vendor.twice().size());
        ClusterReport.add("5", tally);
        assertThat(tally.failed(true)).as(Tally.some(tally.failed(true))).isEmpty();
        assertThat(tally.failed(false)).as(Tally.some(tally.failed(false))).isEmpty();
        assertThat(tally.longestAfter(List.of(cut))).as("after the cut").isLessThan(Scale.of(3_500, 5_000));
        assertThat(apart).as("nodes known to each during the cut").containsExactly(2, 2, 1);
        assertThat(healing).isLessThan(HEALED);
        assertThat(vendor.twice()).as("done more than once").isEmpty();
    }

    private Duration untilAllKnowAll(List<Node> nodes) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long patience = HEALED.plusSeconds(10).toNanos();
        while (!known(nodes).equals(List.of(3, 3, 3)) && System.nanoTime() - begun < patience) {
            Scale.pause(vertx, Duration.ofMillis(200));
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** How many nodes each knows of, itself included. */
    private static List<Integer> known(List<Node> nodes) throws IOException, InterruptedException {
        List<Integer> known = new ArrayList<>();
        for (Node node : nodes) {
            JsonArray all = new JsonObject(node.control("/cluster", "application/json")).getJsonArray("nodes");
            known.add((int) all.stream()
                    .map(JsonObject.class::cast)
                    .filter(each -> each.getString("state").equals("ready"))
                    .count());
        }
        return known;
    }

    private static Node host(Crew crew, int number, String roles) {
        return crew.add(new Node.Place(
                        "host" + number,
                        roles,
                        TwoNetworks.on(number),
                        TwoNetworks.address(number),
                        TwoNetworks.clusterAddress(number)))
                .with("PORTOLAN_REST_HOST", TwoNetworks.address(number))
                .with("PORTOLAN_CONTROL_HOST", TwoNetworks.address(number))
                .with("PORTOLAN_INSECURE", "true");
    }
}
