package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Listener;
import io.portolan.Listener.Kind;
import io.portolan.Portolan;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.portolan.testing.Cluster;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One node that is an edge and nothing else, another that only calls the consumed APIs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolesTest {

    private static final String BATCH = "/portkey-batch-rest/v1/batches/b1";

    private final Queue<String> keysOfTheEdge = new ConcurrentLinkedQueue<>();
    private Path folder;
    private Cluster cluster;
    private FakeUpstream upstream;
    private RunningPortolan edge;
    private RunningPortolan consumer;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        cluster = Cluster.start();
        upstream = FakeUpstream.start(cluster.worker()).answersJson(200, "{\"id\":\"b1\"}");
        Seeds.copy(folder, "portkey-batch.yaml", upstream.port());
        consumer = RunningPortolan.serve(
                cluster.worker(), folder, key -> "pk-1", options -> options.withRoles(EnumSet.of(Role.CONSUMER)));
        edge = RunningPortolan.serve(
                cluster.edge(),
                folder,
                key -> {
                    keysOfTheEdge.add(key);
                    return null;
                },
                options -> options.withRoles(EnumSet.of(Role.EDGE)));
    }

    @AfterAll
    void stop() throws Exception {
        await(edge.portolan().close());
        await(consumer.portolan().close());
        cluster.close();
    }

    @Test
    void callsWhereTheKeysAre() {
        assertThat(edge.get(BATCH).bodyAsString()).isEqualTo("{\"id\":\"b1\"}");
        assertThat(edge.call("/mcp", "retrieves-batch", "{\"batch_id\":\"b1\"}").getBoolean("isError"))
                .isNotEqualTo(true);

        assertThat(upstream.received())
                .allSatisfy(request ->
                        assertThat(request.headers().get("Authorization")).isEqualTo("Bearer pk-1"));
    }

    @Test
    void readsNoKeyOfAnApiThatItDoesNotCall() {
        assertThat(keysOfTheEdge).isEmpty();
        assertThat(edge.portolan().sources()).contains(folder);
    }

    @Test
    void opensNoPortForCallersWhereItIsNoEdge() {
        assertThat(consumer.portolan().listeners()).extracting(Listener::kind).containsExactly(Kind.CONTROL);
        JsonObject status = consumer.control("/status").bodyAsJsonObject();
        assertThat(status.getJsonArray("capabilities")).hasSize(1);
        assertThat(status.getJsonArray("adapters")).isEqualTo(new JsonArray());
        assertThat(consumer.control("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void reloadsInEitherRole() {
        for (RunningPortolan each : Set.of(edge, consumer)) {
            assertThat(await(each.portolan().reload()).taken()).isTrue();
        }

        assertThat(edge.get(BATCH).statusCode()).isEqualTo(200);
        assertThat(keysOfTheEdge).isEmpty();
    }

    @Test
    void servesNobodyAsAnEdgeAlone() {
        Vertx alone = Vertx.vertx();
        PortolanOptions options = RunningPortolan.anyPorts().withRoles(EnumSet.of(Role.EDGE));

        assertThatThrownBy(() -> await(Portolan.start(alone, options)))
                .hasMessage("roles: an edge alone serves nobody outside of a cluster (expected: the role consumer as"
                        + " well, or a clustered Vert.x)");
        await(alone.close());
    }
}
