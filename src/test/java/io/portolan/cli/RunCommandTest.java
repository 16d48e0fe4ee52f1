package io.portolan.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.portolan.testing.LogCapture;
import io.portolan.testing.Seeds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portolan run}, run inside this process. */
final class RunCommandTest {

    private static final Pattern REST = Pattern.compile("(http://127.0.0.1:\\d+)/portkey-batch-rest");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();

    @TempDir
    Path folder;

    @Test
    void servesUntilToldToStopAndEndsWithZero() throws Exception {
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> run("--sandbox", "--rest-port", "0", "--mcp-port", "0", "--control-port", "0"));
        Runnable told = stop.get(30, SECONDS);

        // Telling it to stop while it starts is fine too: it stops once it has started.
        told.run();

        assertThat(code.get(30, SECONDS)).isEqualTo(ExitCode.FINE);
        Matcher rest = REST.matcher(out.toString());
        assertThat(rest.find()).as(out.toString()).isTrue();
        assertThat(out.toString()).doesNotContain("missing key");
        assertThat(err.toString()).as("notes are what check is for").isEmpty();
    }

    @Test
    void servesAFileAsSoonAsItChanges() throws Exception {
        Path file = Seeds.copy(folder, "portkey-batch.yaml", 1);
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> run(file.toString(), "--sandbox", "--rest-port", "0", "--mcp-port", "0", "--control-port", "0"));
        Runnable told = stop.get(30, SECONDS);
        await("control ", out);

        try (LogCapture log = LogCapture.start(Level.WARN)) {
            Files.writeString(file, Files.readString(file).replace("/v1/batches", "/v2/batches"));
            await("changed " + file, err);
            assertThat(log.lines()).isEmpty();
        }
        Files.writeString(file, "");
        await("as before for its errors " + file, err);

        told.run();
        assertThat(code.get(30, SECONDS)).isEqualTo(ExitCode.FINE);
        assertThat(err.toString()).contains("reloaded in ", file + ":1:1: warning: ");
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            int code = run("--sandbox", "--rest-port", port, "--mcp-port", "0", "--control-port", "0");

            assertThat(code).isEqualTo(ExitCode.CANNOT_START);
            assertThat(err.toString()).contains("portolan: cannot start: ", port);
        }
    }

    @Test
    void endsWithOneWhenNothingCanBeServed() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), "naftiko: 1.0.0-alpha2\ncapability: 5\n");

        int code = run(file.toString());

        assertThat(code).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(err.toString()).contains("broken.yaml:2:").endsWith("portolan: there is nothing to serve\n");
    }

    @Test
    void servesNothingForOneErrorWhenItIsToldToBeStrict() throws IOException {
        Path file = Seeds.copy(folder, "portkey-batch.yaml", 1);
        Files.writeString(file, Files.readString(file).replaceFirst("call: portkey-batch", "call: portkey-bath"));

        int code = run(file.toString(), "--strict");

        assertThat(code).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(err.toString())
                .contains(": error: ")
                .endsWith("portolan: nothing is served: strict is set, and there are errors\n");
    }

    @Test
    void saysWhenAFileDoesNotExist() {
        int code = run("nowhere.yaml");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isEqualTo("portolan: nowhere.yaml: no such file or folder\n");
    }

    private static void await(String text, StringWriter in) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int tries = 0; tries < 1000 && !in.toString().contains(text); tries++) {
            assertThat(never.await(20, MILLISECONDS)).isFalse();
        }
        assertThat(in.toString()).contains(text);
    }

    private int run(String... arguments) {
        Shell shell =
                new Shell(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), false, stop::complete);
        List<String> line = new ArrayList<>(List.of("run"));
        line.addAll(List.of(arguments));
        return Verbs.commandLine(shell).execute(line.toArray(String[]::new));
    }
}
