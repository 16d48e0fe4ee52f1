package io.portolan.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.node.NodeView;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodesTextTest {

    private static final List<NodeView> TWO = List.of(
            new NodeView(
                    "i-1", "quay/71", true, List.of("edge", "consumer"), "1.2.3", NodeView.State.READY, 2, 12, 3, 0),
            new NodeView("i-2", "pier/8", false, List.of("edge"), "1.2", NodeView.State.DRAINING, 0, 0, 0, 1234));

    @Test
    void isATableWithTheNodeThatWasAskedMarked() {
        assertThat(NodesText.table(TWO)).isEqualTo("""
                NODE       STATE     ROLES          VERSION  NAMESPACES  FLOWS  IN FLIGHT  LAST BEAT
                quay/71 *  ready     edge,consumer  1.2.3    2           12     3
                pier/8     draining  edge           1.2      0           0      0          1.2 s ago
                """);
    }

    @Test
    void isJsonWithTheIds() {
        JsonObject json = NodesText.json(TWO);

        assertThat(json.getBoolean("clustered")).isTrue();
        assertThat(json.getJsonArray("nodes").getJsonObject(1).encode())
                .isEqualTo("{\"id\":\"i-2\",\"name\":\"pier/8\",\"self\":false,\"state\":\"draining\","
                        + "\"roles\":[\"edge\"],\"version\":\"1.2\",\"namespaces\":0,\"flows\":0,"
                        + "\"inFlight\":0,\"beatAgeMs\":1234}");
    }

    @Test
    void saysThatThereIsNoCluster() {
        assertThat(NodesText.table(List.of())).isEqualTo("this process is in no cluster\n");
        assertThat(NodesText.json(List.of()).encode()).isEqualTo("{\"clustered\":false,\"nodes\":[]}");
    }
}
