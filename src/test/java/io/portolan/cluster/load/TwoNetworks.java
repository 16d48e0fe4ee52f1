package io.portolan.cluster.load;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;

/**
 * Three hosts in network namespaces of this machine. Nodes talk over two bridges, two hosts at the one, one at the
 * other, and the line between them can be cut: what is sent then gets lost, as it does on a network. Callers, and the API
 * behind, have a network of their own, which stays. Only root can have it.
 */
final class TwoNetworks implements AutoCloseable {

    /** Where this machine is in the callers' network. */
    static final String HERE = "10.87.2.1";

    static final int HOSTS = 3;

    private static final String LINE = "ptl-line";
    private static final List<String> BRIDGES = List.of("ptl-a", "ptl-b", "ptl-m");

    private TwoNetworks() {}

    /** Makes them, or skips the test that asks where that is not possible. */
    static TwoNetworks make() throws Exception {
        remove();
        TwoNetworks networks = new TwoNetworks();
        String fault = run("netns", "add", host(1));
        if (!fault.isEmpty()) {
            Assumptions.abort("network namespaces need root and 'ip netns' (" + fault.strip() + ")");
        }
        try {
            networks.lay();
        } catch (IOException refused) {
            networks.close();
            Assumptions.abort("this machine makes no network namespaces: " + refused.getMessage());
        }
        return networks;
    }

    /** How a program is started on a host. */
    static List<String> on(int host) {
        return List.of("ip", "netns", "exec", host(host));
    }

    /** Where callers reach a host. */
    static String address(int host) {
        return "10.87.2." + (10 + host);
    }

    /** Where other hosts reach it. */
    static String clusterAddress(int host) {
        return "10.87.1." + (10 + host);
    }

    /** Cuts the third host off from the others. */
    void cut() throws IOException {
        must("link", "set", LINE, "down");
    }

    void heal() throws IOException {
        must("link", "set", LINE, "up");
    }

    @Override
    public void close() {
        remove();
    }

    private void lay() throws IOException {
        for (String bridge : BRIDGES) {
            must("link", "add", bridge, "type", "bridge");
            must("link", "set", bridge, "up");
        }
        must("addr", "add", HERE + "/24", "dev", "ptl-m");
        must("link", "add", LINE, "type", "veth", "peer", "name", LINE + "2");
        plug(LINE, "ptl-a");
        plug(LINE + "2", "ptl-b");
        for (int host = 1; host <= HOSTS; host++) {
            if (host > 1) {
                must("netns", "add", host(host));
            }
            must("-n", host(host), "link", "set", "lo", "up");
            wire(host, "c", host == HOSTS ? "ptl-b" : "ptl-a", clusterAddress(host));
            wire(host, "m", "ptl-m", address(host));
        }
    }

    /** A cable between a host and a bridge. */
    private static void wire(int host, String kind, String bridge, String address) throws IOException {
        String here = "ptl-" + kind + host;
        must("link", "add", here, "type", "veth", "peer", "name", "eth" + kind, "netns", host(host));
        plug(here, bridge);
        must("-n", host(host), "addr", "add", address + "/24", "dev", "eth" + kind);
        must("-n", host(host), "link", "set", "eth" + kind, "up");
    }

    private static void plug(String cable, String bridge) throws IOException {
        must("link", "set", cable, "master", bridge);
        must("link", "set", cable, "up");
    }

    private static String host(int number) {
        return "ptl-host" + number;
    }

    /** Whatever is there, also from a run that was broken off. */
    private static void remove() {
        for (int host = 1; host <= HOSTS; host++) {
            run("netns", "del", host(host));
        }
        run("link", "del", LINE);
        for (String bridge : BRIDGES) {
            run("link", "del", bridge);
        }
    }

    private static void must(String... arguments) throws IOException {
        String fault = run(arguments);
        if (!fault.isEmpty()) {
            throw new IOException("ip " + String.join(" ", arguments) + ": " + fault.strip());
        }
    }

    /** What {@code ip} has to say against it. */
    private static String run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.onExit().get(20, SECONDS).exitValue() == 0 ? "" : "failed, " + said;
        } catch (IOException none) {
            return "no such program";
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return e.toString();
        }
    }
}
