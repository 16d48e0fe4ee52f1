package io.portolan.options;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Hazelcast cluster.
 *
 * @param enabled whether the event bus is clustered at all
 * @param name clusters of another name are never joined
 * @param host the address this node binds, for Hazelcast and the event bus
 * @param port of Hazelcast on this node, 0 for any free one
 * @param secret what all nodes know and nobody else; null where they share none
 * @param members {@code host:port} of nodes to join by TCP
 */
public record ClusterOptions(
        boolean enabled, String name, @Nullable Secret secret, String host, int port, List<String> members) {

    public ClusterOptions {
        Ports.check("cluster.port", port);
        members = List.copyOf(members);
    }

    public static ClusterOptions defaults() {
        return new ClusterOptions(false, "portolan", null, "127.0.0.1", 5701, List.of("127.0.0.1:5701"));
    }
}
