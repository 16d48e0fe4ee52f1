package io.portolan.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs that found the way into the cluster and do not know its secret. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class StrangerIT {

    @TempDir
    private Path folder;

    @Test
    void neitherTakesCallsNorMakesThem(Vertx vertx) throws Exception {
        Vendor vendor = new Vendor(vertx, "127.0.0.1");
        Vendor trap = new Vendor(vertx, "127.0.0.1");
        try (Crew crew = new Crew(folder, vendor)) {
            Node front = crew.add(Node.Place.here("front", "edge"));
            Node back = crew.add(Node.Place.here("back", "consumer"));
            crew.start(List.of(back, front));
            Traffic.warm(vertx, Scale.of(5_000, 500), List.of(front));
            // They have the same file and could run, or ask for, each flow of it: only the secret is missing.
            try (Node thief = stranger(crew, "thief", "consumer").with(Works.UPSTREAM, trap.address());
                    Node liar = stranger(crew, "liar", "edge")) {
                thief.begin();
                liar.begin();
                thief.process().awaitServing();
                liar.process().awaitServing();
                judge(run(vertx, front), trap.calls());

                int before = vendor.calls();
                // Those who know no secret find each other, and that is all.
                Tally dishonest = run(vertx, liar);

                assertThat(dishonest.calls()).isNotEmpty();
                assertThat(vendor.calls() - before)
                        .as("its calls that came through")
                        .isZero();
            }
        }
    }

    private static void judge(Tally honest, int stolen) {
        ClusterReport.add(
                "7",
                "nodes without the secret, an edge and a consumer, among the others",
                "%s; the stranger got %d of them; none of its own came through",
                honest.text(),
                stolen);
        assertThat(honest.failed(true)).as(Tally.some(honest.failed(true))).isEmpty();
        assertThat(honest.failed(false)).as(Tally.some(honest.failed(false))).isEmpty();
        assertThat(stolen).as("calls that the stranger got").isZero();
    }

    private static Tally run(Vertx vertx, Node edge) throws Exception {
        Traffic traffic = Traffic.over(vertx, Scale.of(Scale.CALLS_PER_SECOND, 100), List.of(edge));
        Scale.pause(vertx, Scale.seconds(30, 1));
        return traffic.stop();
    }

    private static Node stranger(Crew crew, String name, String roles) {
        return crew.stranger(Node.Place.here(name, roles))
                .with("PORTOLAN_CLUSTER_MEMBERS", crew.members())
                .without("PORTOLAN_CLUSTER_SECRET");
    }
}
