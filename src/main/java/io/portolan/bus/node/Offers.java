package io.portolan.bus.node;

import io.portolan.bus.LocalConsumers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What this node serves, and a digest of it by which others see whether they know it. */
final class Offers {

    /** Of a node that serves nothing. */
    static final String NOTHING = "";

    private final String self;
    private final LocalConsumers consumers;
    private volatile NodeFrame.Offer now;

    Offers(String self, LocalConsumers consumers) {
        this.self = self;
        this.consumers = consumers;
        this.now = new NodeFrame.Offer(self, NOTHING, Map.of());
    }

    NodeFrame.Offer now() {
        return now;
    }

    /** Looks again; for thousands of flows that takes milliseconds. */
    void look() {
        Map<String, Set<String>> flows = consumers.flows();
        now = new NodeFrame.Offer(self, digest(flows), flows);
    }

    private static String digest(Map<String, Set<String>> flows) {
        if (flows.isEmpty()) {
            return NOTHING;
        }
        MessageDigest digest = sha256();
        new TreeMap<>(flows).forEach((namespace, digests) -> {
            add(digest, namespace);
            new TreeSet<>(digests).forEach(each -> add(digest, each));
            add(digest, "");
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
