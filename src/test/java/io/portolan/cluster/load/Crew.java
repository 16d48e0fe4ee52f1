package io.portolan.cluster.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Nodes of one cluster, in front of one upstream. */
final class Crew implements AutoCloseable {

    private final String name = "crew-" + UUID.randomUUID();
    private final Path folder;
    private final Vendor vendor;
    private final List<Node> nodes = new ArrayList<>();

    /** @param folder each node has one of its own in it */
    Crew(Path folder, Vendor vendor) {
        this.folder = folder;
        this.vendor = vendor;
    }

    /** One more, not yet started. */
    Node add(Node.Place place) {
        Node node = stranger(place);
        nodes.add(node);
        return node;
    }

    /** One that knows where the cluster is, and that nobody of it expects. */
    Node stranger(Node.Place place) {
        Node node = new Node(place, name, folder.resolve(place.name()));
        node.write(Works.Version.FIRST);
        if (place.roles().contains("consumer")) {
            node.with(Works.UPSTREAM, vendor.address());
        }
        return node;
    }

    /** Starts these: the first alone, so that there is a cluster to join. */
    void start(List<Node> these) throws InterruptedException {
        String members = members();
        these.forEach(node -> node.with("PORTOLAN_CLUSTER_MEMBERS", members));
        these.getFirst().start();
        List<Node> others = these.subList(1, these.size());
        others.forEach(Node::begin);
        for (Node node : others) {
            node.process().awaitServing();
        }
    }

    /** The addresses of all. */
    String members() {
        return nodes.stream().map(Node::member).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
