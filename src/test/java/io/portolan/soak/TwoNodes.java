package io.portolan.soak;

import io.portolan.options.Size;
import io.portolan.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The edge on one node, the consumer on another, both processes of their own. */
record TwoNodes(Program edge, Program worker) implements AutoCloseable {

    private static final String HEAP = "256m";

    /** Both of them in front of an upstream; the system makes the buffers of their connections as large as it likes. */
    static TwoNodes start(Path folder, int upstream) throws IOException, InterruptedException {
        return start(folder, upstream, null);
    }

    static TwoNodes start(Path folder, int upstream, @Nullable Size sockets) throws IOException, InterruptedException {
        Map<String, String> both = new HashMap<>();
        int first = FreePort.find();
        int second = FreePort.find();
        both.put("PORTOLAN_CLUSTER_ENABLED", "true");
        both.put("PORTOLAN_CLUSTER_NAME", "soak-" + UUID.randomUUID());
        both.put("PORTOLAN_CLUSTER_MEMBERS", "127.0.0.1:" + first + ",127.0.0.1:" + second);
        if (sockets != null) {
            both.put("PORTOLAN_STREAMS_SOCKETS", sockets.toString());
        }
        Program worker = node(folder, upstream, both, first, "consumer");
        try {
            return new TwoNodes(node(folder, upstream, both, second, "edge"), worker);
        } catch (IOException | AssertionError failure) {
            worker.close();
            throw failure;
        }
    }

    private static Program node(Path folder, int upstream, Map<String, String> both, int port, String role)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(both);
        settings.put("PORTOLAN_CLUSTER_PORT", Integer.toString(port));
        settings.put("PORTOLAN_ROLES", role);
        return Program.portolan("-Xmx" + HEAP, folder, upstream, settings);
    }

    /** As one program, which takes what both of them take. */
    Program together() {
        return edge.with(worker);
    }

    @Override
    public void close() {
        edge.close();
        worker.close();
    }
}
