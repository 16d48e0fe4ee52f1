package io.portolan.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.YamlConfigBuilder;
import io.portolan.options.ClusterOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Makes Hazelcast's configuration: {@code cluster/hazelcast.yaml}, and over it what the settings name. */
final class HazelcastSettings {

    private static final String FILE = "cluster/hazelcast.yaml";
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::");

    static Config of(ClusterOptions options) throws IOException {
        Config config = base();
        config.setClusterName(options.name());
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(options.port());
        network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(options.members());
        if (anyAddress(options)) {
            config.setProperty("hazelcast.socket.bind.any", "true");
        } else {
            network.getInterfaces().setEnabled(true).clear().addInterface(options.host());
        }
        return config;
    }

    /** Whether the node listens on every address of its machine. */
    static boolean anyAddress(ClusterOptions options) {
        return ANY_ADDRESS.contains(options.host());
    }

    private static Config base() throws IOException {
        try (InputStream in = open()) {
            return new YamlConfigBuilder(in).build();
        }
    }

    private static InputStream open() throws IOException {
        Path file = Path.of(FILE);
        if (Files.isRegularFile(file)) {
            return Files.newInputStream(file);
        }
        InputStream shipped = HazelcastSettings.class.getResourceAsStream("/" + FILE);
        if (shipped == null) {
            throw new FileNotFoundException(FILE + " is neither in the working directory nor on the class path");
        }
        return shipped;
    }

    private HazelcastSettings() {}
}
