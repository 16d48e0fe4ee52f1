package io.portolan.bus.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The other nodes and what they serve. Looked into for every call, changed seldom. For any thread. */
final class Directory {

    private static final Node[] NOBODY = {};

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, NodeFrame.Offer> offers = new HashMap<>();

    /** By namespace and digest. */
    private volatile Map<String, Map<String, Node[]>> holders = Map.of();

    private volatile List<Node> all = List.of();

    /** Enters a node unless it is there. */
    synchronized Node enter(Node node) {
        Node known = nodes.putIfAbsent(node.who().id(), node);
        if (known == null) {
            all = List.copyOf(nodes.values());
            return node;
        }
        return known;
    }

    /** Takes down what a node serves; without effect when it is not there. */
    synchronized void enter(NodeFrame.Offer offer) {
        if (nodes.containsKey(offer.node())) {
            offers.put(offer.node(), offer);
            holders = index();
        }
    }

    /** Whether it is known what this node serves. */
    synchronized boolean knows(String node, String digest) {
        NodeFrame.Offer offer = offers.get(node);
        return offer != null && offer.digest().equals(digest);
    }

    /** Whether it was there. */
    synchronized boolean remove(Node node) {
        if (!nodes.remove(node.who().id(), node)) {
            return false;
        }
        all = List.copyOf(nodes.values());
        if (offers.remove(node.who().id()) != null) {
            holders = index();
        }
        return true;
    }

    synchronized @Nullable Node find(String id) {
        return nodes.get(id);
    }

    /** What a node serves, as far as it is known. */
    synchronized Map<String, Set<String>> flows(Node node) {
        NodeFrame.Offer offer = offers.get(node.who().id());
        return offer == null ? Map.of() : offer.flows();
    }

    List<Node> all() {
        return all;
    }

    /**
     * Whom to ask: the least busy one that holds the flow, does not leave and was not asked yet.
     *
     * @return null when there is none
     */
    @Nullable
    Node choose(String namespace, String digest, Collection<Node> asked) {
        Node[] holding = holders.getOrDefault(namespace, Map.of()).getOrDefault(digest, NOBODY);
        int start = holding.length < 2 ? 0 : ThreadLocalRandom.current().nextInt(holding.length);
        Node best = null;
        for (int i = 0; i < holding.length; i++) {
            Node node = holding[(start + i) % holding.length];
            if (!node.standing().draining() && !asked.contains(node) && (best == null || better(node, best))) {
                best = node;
            }
        }
        return best;
    }

    /** Whether anybody serves this namespace, in whatever version. */
    boolean serves(String namespace) {
        return holders.containsKey(namespace);
    }

    private static boolean better(Node node, Node other) {
        return node.suspected() == other.suspected() ? node.load() < other.load() : other.suspected();
    }

    private Map<String, Map<String, Node[]>> index() {
        Map<String, Map<String, List<Node>>> lists = new HashMap<>();
        offers.forEach((id, offer) -> {
            Node node = nodes.get(id);
            offer.flows().forEach((namespace, digests) -> {
                Map<String, List<Node>> byDigest = lists.computeIfAbsent(namespace, first -> new HashMap<>());
                digests.forEach(digest -> byDigest.computeIfAbsent(digest, first -> new ArrayList<>())
                        .add(node));
            });
        });
        Map<String, Map<String, Node[]>> index = new HashMap<>();
        lists.forEach((namespace, byDigest) -> {
            Map<String, Node[]> arrays = new HashMap<>();
            byDigest.forEach((digest, holding) -> arrays.put(digest, holding.toArray(Node[]::new)));
            index.put(namespace, arrays);
        });
        return index;
    }
}
