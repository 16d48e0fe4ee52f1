package io.portolan.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.YamlConfigBuilder;
import io.portolan.options.ClusterOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Makes Hazelcast's configuration: a file of {@code cluster/}, and over it what the settings name. */
final class HazelcastSettings {

    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::");

    static Config of(ClusterOptions options) throws IOException {
        Config config = base(file(options));
        config.setClusterName(options.name());
        config.setLiteMember(options.lite());
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(options.port());
        discover(network.getJoin(), options);
        if (options.publicHost() != null) {
            network.setPublicAddress(options.publicHost() + ":" + fixed(options.port()));
        }
        if (anyAddress(options)) {
            config.setProperty("hazelcast.socket.bind.any", "true");
        } else {
            String address = InetAddress.getByName(options.host()).getHostAddress();
            network.getInterfaces().setEnabled(true).clear().addInterface(address);
        }
        return config;
    }

    /** Whether the node listens on every address of its machine. */
    static boolean anyAddress(ClusterOptions options) {
        return ANY_ADDRESS.contains(options.host());
    }

    private static void discover(JoinConfig join, ClusterOptions options) {
        switch (options.discovery()) {
            case TCP_IP -> join.getTcpIpConfig().setEnabled(true).setMembers(options.members());
            case KUBERNETES -> {
                if (options.serviceDns() == null) {
                    throw new IllegalArgumentException("cluster.kubernetes.serviceDns is not set (expected: the name of"
                            + " a headless service, for cluster.discovery: kubernetes)");
                }
                join.getKubernetesConfig()
                        .setEnabled(true)
                        .setProperty("service-dns", options.serviceDns())
                        .setProperty("service-port", String.valueOf(options.port()));
            }
        }
    }

    private static int fixed(int port) {
        if (port == 0) {
            throw new IllegalArgumentException(
                    "cluster.port: 0 (expected: a fixed port, since cluster.publicHost tells others where it is)");
        }
        return port;
    }

    private static String file(ClusterOptions options) {
        return switch (options.discovery()) {
            case TCP_IP -> "cluster/hazelcast.yaml";
            case KUBERNETES -> "cluster/hazelcast-kubernetes.yaml";
        };
    }

    private static Config base(String file) throws IOException {
        try (InputStream in = open(file)) {
            return new YamlConfigBuilder(in).build();
        }
    }

    private static InputStream open(String name) throws IOException {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return Files.newInputStream(file);
        }
        InputStream shipped = HazelcastSettings.class.getResourceAsStream("/" + name);
        if (shipped == null) {
            throw new FileNotFoundException(name + " is neither in the working directory nor on the class path");
        }
        return shipped;
    }

    private HazelcastSettings() {}
}
