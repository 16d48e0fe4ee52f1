package io.portolan.options;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster: Hazelcast, by which nodes know of each other, and the event bus, by which they talk.
 *
 * @param enabled whether the event bus is clustered at all
 * @param name clusters of another name are never joined
 * @param secret what all nodes know and nobody else; null where they share none
 * @param host the address this node binds, for Hazelcast and the event bus
 * @param publicHost where others reach it; null where that is the address it binds
 * @param port of Hazelcast on this node, 0 for any free one
 * @param busPort of the event bus on this node, 0 for any free one
 * @param streamPort of streams between nodes on this node, 0 for any free one
 * @param discovery how nodes find each other
 * @param members {@code host:port} of nodes to join, where they are listed
 * @param serviceDns the name of the headless service that leads to all nodes, where Kubernetes knows them
 * @param lite whether this node leaves it to others to remember who listens where
 * @param beats how nodes miss each other
 * @param peers the connections between nodes
 * @param tls of the event bus and the streams
 */
public record ClusterOptions(
        boolean enabled,
        String name,
        @Nullable Secret secret,
        String host,
        @Nullable String publicHost,
        int port,
        int busPort,
        int streamPort,
        Discovery discovery,
        List<String> members,
        @Nullable String serviceDns,
        boolean lite,
        BeatOptions beats,
        PeerOptions peers,
        TlsOptions tls) {

    /** How nodes find each other. */
    public enum Discovery {
        /** By a list of addresses. */
        TCP_IP,
        /** By the name of a headless service. */
        KUBERNETES
    }

    public ClusterOptions {
        Ports.check("cluster.port", port);
        Ports.check("cluster.busPort", busPort);
        Ports.check("cluster.streamPort", streamPort);
        members = List.copyOf(members);
    }

    /** Nodes that list each other. */
    public ClusterOptions(
            boolean enabled, String name, @Nullable Secret secret, String host, int port, List<String> members) {
        this(
                enabled,
                name,
                secret,
                host,
                null,
                port,
                0,
                0,
                Discovery.TCP_IP,
                members,
                null,
                false,
                BeatOptions.defaults(),
                PeerOptions.defaults(),
                TlsOptions.none());
    }

    public static ClusterOptions defaults() {
        return new ClusterOptions(false, "portolan", null, "127.0.0.1", 5701, List.of("127.0.0.1:5701"));
    }

    public ClusterOptions withEnabled(boolean enabled) {
        return new ClusterOptions(
                enabled,
                name,
                secret,
                host,
                publicHost,
                port,
                busPort,
                streamPort,
                discovery,
                members,
                serviceDns,
                lite,
                beats,
                peers,
                tls);
    }

    public ClusterOptions withTls(TlsOptions tls) {
        return new ClusterOptions(
                enabled,
                name,
                secret,
                host,
                publicHost,
                port,
                busPort,
                streamPort,
                discovery,
                members,
                serviceDns,
                lite,
                beats,
                peers,
                tls);
    }
}
