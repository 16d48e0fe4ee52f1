package io.portolan.soak;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.portolan.testing.Depot;
import io.portolan.testing.FreePort;
import io.portolan.testing.PortolanProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A program between a client and an upstream, in a process of its own. */
final class Program implements AutoCloseable {

    /** What the JVMs of both sides of a comparison are told besides what a run is about. */
    private static final List<String> FLAGS = Runtime.version().feature() < 25
            ? List.of()
            : List.of("--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders");

    private final int port;
    private final List<Facts> facts;
    private final Runnable end;
    private final Supplier<String> err;

    private Program(int port, List<Facts> facts, Runnable end, Supplier<String> err) {
        this.port = port;
        this.facts = facts;
        this.end = end;
        this.err = err;
    }

    /** {@link BarePipe} in front of an upstream. */
    static Program pipe(String heap, int upstream) throws IOException {
        int port = FreePort.find();
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(FLAGS);
        command.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path"), BarePipe.class.getName()));
        command.addAll(List.of(Integer.toString(port), Integer.toString(upstream)));
        Path out = Files.createTempFile("program", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        awaitServing(process, out);
        return new Program(port, List.of(new Facts(process.pid())), process::destroyForcibly, () -> "");
    }

    /** Portolan, with the {@link Depot} in front of an upstream; started by its script, as people do. */
    static Program portolan(String options, Path folder, int upstream) throws IOException, InterruptedException {
        return portolan(options, folder, upstream, Map.of());
    }

    static Program portolan(String options, Path folder, int upstream, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        Depot.write(folder, upstream);
        Map<String, String> variables = new HashMap<>(settings);
        variables.put("PORTOLAN_JAVA_OPTS", options);
        PortolanProcess process = PortolanProcess.start(
                variables,
                "run",
                folder.toString(),
                "--rest-port",
                Integer.toString(port),
                "--mcp-port",
                "0",
                "--control-port",
                "0");
        process.awaitServing();
        return new Program(port, List.of(new Facts(process.pid())), process::close, process::err);
    }

    int port() {
        return port;
    }

    /** The same, with what another process does for it counted as its own. */
    Program with(Program other) {
        return new Program(
                port,
                Stream.concat(facts.stream(), other.facts.stream()).toList(),
                () -> {
                    close();
                    other.close();
                },
                () -> err() + other.err());
    }

    /** What is known of its process. */
    Facts facts() {
        return facts.getFirst();
    }

    /** The CPU time it took so far. */
    Duration cpu() {
        return facts.stream().map(Facts::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    /** What it said on standard error so far. */
    String err() {
        return err.get();
    }

    @Override
    public void close() {
        end.run();
    }

    private static void awaitServing(Process process, Path out) throws IOException {
        long deadline = System.nanoTime() + SECONDS.toNanos(60);
        while (!Files.readString(out).contains("serving")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new AssertionError("did not start:\n" + Files.readString(out));
            }
            Thread.onSpinWait();
        }
    }
}
