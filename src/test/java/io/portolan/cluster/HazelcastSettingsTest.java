package io.portolan.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import com.hazelcast.config.NetworkConfig;
import io.portolan.options.BeatOptions;
import io.portolan.options.ClusterOptions;
import io.portolan.options.ClusterOptions.Discovery;
import io.portolan.options.PeerOptions;
import io.portolan.options.TlsOptions;
import io.portolan.testing.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HazelcastSettingsTest {

    private static final ClusterOptions OPTIONS =
            new ClusterOptions(true, "mine", null, "127.0.0.1", 5999, List.of("10.0.0.1:5701", "10.0.0.2:5701"));

    @Test
    void putsTheSettingsOverTheFile() throws Exception {
        Config config = HazelcastSettings.of(OPTIONS);

        NetworkConfig network = config.getNetworkConfig();
        assertThat(config.getClusterName()).isEqualTo("mine");
        assertThat(network.getPort()).isEqualTo(5999);
        assertThat(network.getJoin().getTcpIpConfig().getMembers()).containsExactly("10.0.0.1:5701", "10.0.0.2:5701");
        assertThat(network.getInterfaces().isEnabled()).isTrue();
        assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
    }

    @Test
    void looksForNobodyOnItsOwn() throws Exception {
        Config config = HazelcastSettings.of(OPTIONS);

        NetworkConfig network = config.getNetworkConfig();
        assertThat(network.isPortAutoIncrement()).isFalse();
        assertThat(network.getJoin().isAutoDetectionEnabled()).isFalse();
        assertThat(network.getJoin().getMulticastConfig().isEnabled()).isFalse();
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    }

    @Test
    void keepsWhatVertxNeeds() throws Exception {
        Config config = HazelcastSettings.of(OPTIONS);

        assertThat(config.getMultiMapConfig("__vertx.subs").getValueCollectionType())
                .isEqualTo(ValueCollectionType.SET);
        assertThat(config.getMultiMapConfig("__vertx.subs").getBackupCount()).isEqualTo(1);
        assertThat(config.getMapConfig("__vertx.haInfo").getBackupCount()).isEqualTo(1);
        assertThat(config.getMapConfig("__vertx.nodeInfo").getBackupCount()).isEqualTo(1);
    }

    @Test
    void bindsEveryAddressOnlyWhenToldSo() throws Exception {
        Config config = HazelcastSettings.of(new ClusterOptions(true, "mine", null, "0.0.0.0", 5999, List.of()));

        assertThat(config.getNetworkConfig().getInterfaces().isEnabled()).isFalse();
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("true");
    }

    @Test
    void takesAnyFreePortForZero() throws Exception {
        ClusterOptions options = new ClusterOptions(true, "test-" + UUID.randomUUID(), null, "127.0.0.1", 0, List.of());

        Vertx alone =
                Clustering.join(Vertx.builder(), new VertxOptions(), options).await(20, SECONDS);

        assertThat(alone.isClustered()).isTrue();
        alone.close().await(20, SECONDS);
    }

    @Test
    void tellsOthersWhereToReachIt() throws Exception {
        Config config = HazelcastSettings.of(with("node-1.example", Discovery.TCP_IP, null, false));

        assertThat(config.getNetworkConfig().getPublicAddress()).isEqualTo("node-1.example:5999");
    }

    @Test
    void cannotTellOthersAPortItDoesNotKnow() {
        ClusterOptions options = new ClusterOptions(
                true,
                "mine",
                null,
                "127.0.0.1",
                "node-1.example",
                0,
                0,
                0,
                Discovery.TCP_IP,
                List.of(),
                null,
                false,
                BeatOptions.defaults(),
                PeerOptions.defaults(),
                TlsOptions.none());

        assertThatThrownBy(() -> HazelcastSettings.of(options)).hasMessageStartingWith("cluster.port: 0 (expected: ");
    }

    @Test
    void asksTheServiceWhereThereIsKubernetes() throws Exception {
        Config config = HazelcastSettings.of(with(null, Discovery.KUBERNETES, "nodes.default.svc", false));

        JoinConfig join = config.getNetworkConfig().getJoin();
        assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
        assertThat(join.getKubernetesConfig().getProperties())
                .containsEntry("service-dns", "nodes.default.svc")
                .containsEntry("service-port", "5999");
        assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.isAutoDetectionEnabled()).isFalse();
        assertThat(config.getMultiMapConfig("__vertx.subs").getValueCollectionType())
                .isEqualTo(ValueCollectionType.SET);
    }

    @Test
    void wantsTheNameOfTheService() {
        assertThatThrownBy(() -> HazelcastSettings.of(with(null, Discovery.KUBERNETES, null, false)))
                .hasMessage("cluster.kubernetes.serviceDns is not set (expected: the name of a headless service, for"
                        + " cluster.discovery: kubernetes)");
    }

    @Test
    void startsWhereTheServiceLeadsToNobodyElse() throws Exception {
        ClusterOptions options = new ClusterOptions(
                true,
                "test-" + UUID.randomUUID(),
                null,
                "127.0.0.1",
                null,
                FreePort.find(),
                FreePort.find(),
                0,
                Discovery.KUBERNETES,
                List.of(),
                "localhost",
                false,
                BeatOptions.defaults(),
                PeerOptions.defaults(),
                TlsOptions.none());

        Vertx alone =
                Clustering.join(Vertx.builder(), new VertxOptions(), options).await(20, SECONDS);

        assertThat(alone.isClustered()).isTrue();
        alone.close().await(20, SECONDS);
    }

    @Test
    void keepsNoPartitionsOnALiteMember() throws Exception {
        assertThat(HazelcastSettings.of(OPTIONS).isLiteMember()).isFalse();
        assertThat(HazelcastSettings.of(with(null, Discovery.TCP_IP, null, true))
                        .isLiteMember())
                .isTrue();
    }

    @Test
    void mergesSoonAfterACut() throws Exception {
        for (Discovery discovery : Discovery.values()) {
            Config config = HazelcastSettings.of(with(null, discovery, "nodes", false));

            assertThat(config.getProperty("hazelcast.merge.first.run.delay.seconds"))
                    .isEqualTo("10");
            assertThat(config.getProperty("hazelcast.merge.next.run.delay.seconds"))
                    .isEqualTo("5");
        }
    }

    @Test
    void isAlsoOnTheClassPath() {
        for (String file : List.of("/cluster/hazelcast.yaml", "/cluster/hazelcast-kubernetes.yaml")) {
            assertThat(HazelcastSettings.class.getResource(file)).as(file).isNotNull();
        }
    }

    private static ClusterOptions with(
            @Nullable String publicHost, Discovery discovery, @Nullable String serviceDns, boolean lite) {
        return new ClusterOptions(
                true,
                "mine",
                null,
                "127.0.0.1",
                publicHost,
                5999,
                0,
                0,
                discovery,
                List.of(),
                serviceDns,
                lite,
                BeatOptions.defaults(),
                PeerOptions.defaults(),
                TlsOptions.none());
    }
}
