package io.portolan.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FreePort;
import io.portolan.testing.Seeds;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portolan run --roles} and {@code portolan nodes}: two nodes of a cluster, run inside this process. */
final class RolesCommandTest {

    private static final List<String> ANY_PORTS = List.of("--mcp-port", "0", "--control-port", "0");

    // Of the common pool, a machine of two processors has one.
    private static final Executor OWN_THREAD =
            task -> Thread.ofPlatform().daemon().start(task);

    private final String name = "roles-" + UUID.randomUUID();
    private final List<Integer> ports = List.of(FreePort.find(), FreePort.find());

    @TempDir
    Path folder;

    /** One that runs until told to stop. */
    private final class Node {

        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
        private final CompletableFuture<Integer> code;

        Node(int port, String... arguments) {
            Map<String, String> environment = new HashMap<>();
            environment.put("PORTOLAN_CLUSTER_NAME", name);
            environment.put("PORTOLAN_CLUSTER_PORT", Integer.toString(port));
            environment.put("PORTOLAN_CLUSTER_MEMBERS", "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1));
            Shell shell = new Shell(
                    new PrintWriter(out, true), new PrintWriter(err, true), environment, false, stop::complete);
            List<String> line = new ArrayList<>(List.of("run"));
            line.addAll(List.of(arguments));
            line.addAll(ANY_PORTS);
            code = CompletableFuture.supplyAsync(
                    () -> Verbs.commandLine(shell).execute(line.toArray(String[]::new)), OWN_THREAD);
        }

        String serving() throws Exception {
            for (int tries = 0; tries < 300 && !out.toString().contains("control "); tries++) {
                code.copy().completeOnTimeout(-1, 100, MILLISECONDS).get(30, SECONDS);
            }
            assertThat(out.toString()).as(err.toString()).contains("control ");
            return out.toString();
        }

        int end() throws Exception {
            stop.get(30, SECONDS).run();
            return code.get(60, SECONDS);
        }
    }

    @Test
    void splitsAProxyIntoEdgesAndConsumers() throws Exception {
        String file = Seeds.copy(folder, "portkey-batch.yaml", 1).toString();
        int rest = FreePort.find();
        Node consumer = new Node(ports.get(0), file, "--sandbox", "--cluster", "--roles", "consumer");
        String told = consumer.serving();
        Node edge = new Node(ports.get(1), file, "--sandbox", "--cluster", "--roles", "edge", "--rest-port", "" + rest);

        assertThat(edge.serving()).contains("portkey-batch-rest", "role edge: ").doesNotContain("missing key");
        assertThat(told)
                .contains("role consumer: calls 1 API for nodes with the role edge")
                .doesNotContain("portkey-batch-rest");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + rest + "/portkey-batch-rest/v1/batches"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        Matcher control = Pattern.compile("control (http\\S+)").matcher(edge.out.toString());
        assertThat(control.find()).isTrue();
        String table = told("nodes", "--control", control.group(1));
        assertThat(table.lines().toList()).hasSize(3);
        assertThat(table).contains(" *  ready  edge ", "  ready  consumer ");
        JsonObject json = new JsonObject(told("nodes", "--control", control.group(1) + "/", "--output", "json"));
        assertThat(json.getJsonArray("nodes").getJsonObject(1).getInteger("flows"))
                .isEqualTo(5);

        assertThat(edge.end()).isEqualTo(ExitCode.FINE);
        assertThat(consumer.end()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void saysWhenNobodyAnswersOrTheAddressIsNone() {
        String nobody = "http://127.0.0.1:" + FreePort.find();
        Map<String, String> faults = Map.of(
                nobody,
                "portolan: " + nobody + "/cluster did not answer: Connection refused\n",
                "9091",
                "portolan nodes: --control: '9091' (expected: an address such as http://127.0.0.1:9091)\n");

        faults.forEach((address, fault) -> {
            StringWriter err = new StringWriter();
            Shell shell =
                    new Shell(new PrintWriter(new StringWriter()), new PrintWriter(err), Map.of(), false, stop -> {});

            int code = Verbs.commandLine(shell).execute("nodes", "--control", address);

            assertThat(code).isEqualTo(address.equals(nobody) ? ExitCode.CANNOT_START : ExitCode.USAGE);
            assertThat(err.toString()).startsWith(fault);
        });
    }

    private static String told(String... line) {
        StringWriter out = new StringWriter();
        Shell shell =
                new Shell(new PrintWriter(out, true), new PrintWriter(new StringWriter()), Map.of(), false, stop -> {});

        assertThat(Verbs.commandLine(shell).execute(line)).isEqualTo(ExitCode.FINE);
        return out.toString();
    }

    @Test
    void refusesHalfANodeOutsideOfACluster() throws Exception {
        Node edge = new Node(ports.get(0), "--roles", "edge");

        assertThat(edge.code.get(30, SECONDS)).isEqualTo(ExitCode.USAGE);
        assertThat(edge.err.toString())
                .isEqualTo("--roles: error: roles: 'edge' serves nobody outside of a cluster (expected: edge, consumer,"
                        + " or cluster.enabled: true)\n");
    }
}
