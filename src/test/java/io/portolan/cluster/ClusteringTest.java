package io.portolan.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.options.BeatOptions;
import io.portolan.options.ClusterOptions;
import io.portolan.options.ClusterOptions.Discovery;
import io.portolan.options.PeerOptions;
import io.portolan.options.TlsOptions;
import io.portolan.testing.FreePort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClusteringTest {

    private final String name = "test-" + UUID.randomUUID();
    private final List<String> members = new ArrayList<>();
    private final List<Vertx> nodes = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        Future.join(nodes.stream().map(Vertx::close).toList()).await(20, SECONDS);
    }

    @Test
    void takesALiteMemberForOneLikeAnyOther() throws Exception {
        Vertx keeper = join(0, 0, false);
        Vertx lite = join(0, 0, true);
        for (Vertx node : nodes) {
            String address = node.equals(lite) ? "lite" : "keeper";
            node.eventBus()
                    .<String>consumer(address, message -> message.reply(message.body()))
                    .completion()
                    .await(10, SECONDS);
        }

        assertThat(ask(keeper, "lite")).isEqualTo("there?");
        assertThat(ask(lite, "keeper")).isEqualTo("there?");
    }

    @Test
    void listensOnThePortsItIsTold() throws Exception {
        int bus = FreePort.find();
        int streams = FreePort.find();

        join(bus, streams, false);

        assertThat(FreePort.is(bus)).isFalse();
        assertThat(FreePort.is(streams)).isFalse();
        assertThat(FreePort.is(Integer.parseInt(members.getFirst().split(":", 2)[1])))
                .isFalse();
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> join(0, taken.getLocalPort(), false))
                    .hasMessage("cluster.streamPort: Address already in use");
        }
    }

    private Vertx join(int busPort, int streamPort, boolean lite) throws Exception {
        int port = FreePort.find();
        members.add("127.0.0.1:" + port);
        ClusterOptions options = new ClusterOptions(
                true,
                name,
                null,
                "127.0.0.1",
                "localhost",
                port,
                busPort,
                streamPort,
                Discovery.TCP_IP,
                members,
                null,
                lite,
                BeatOptions.defaults(),
                PeerOptions.defaults(),
                TlsOptions.none());
        VertxOptions loops = new VertxOptions().setEventLoopPoolSize(1);
        Vertx node = Clustering.join(Vertx.builder(), loops, options).await(20, SECONDS);
        nodes.add(node);
        return node;
    }

    private static Object ask(Vertx node, String address) throws Exception {
        return node.eventBus().request(address, "there?").await(10, SECONDS).body();
    }
}
