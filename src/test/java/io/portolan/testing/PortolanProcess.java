package io.portolan.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The start script at the repository's root, run as people run it. */
public final class PortolanProcess implements AutoCloseable {

    private static final String SCRIPT = Path.of("portolan").toAbsolutePath().toString();

    /** Plenty: a machine that runs tests is busy. */
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Lines out;
    private final Lines err;

    private PortolanProcess(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream());
        this.err = new Lines(process.getErrorStream());
    }

    /** Starts it with these variables, and none else of Portolan's or of a vendor's. */
    public static PortolanProcess start(Map<String, String> variables, String... arguments) {
        return start(List.of(), variables, arguments);
    }

    /** The same by another program, which has to become it: {@code ip netns exec NAME}. */
    public static PortolanProcess start(List<String> by, Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>(by);
        command.add(SCRIPT);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PORTOLAN_") || name.endsWith("_API_KEY"));
        builder.environment().putAll(variables);
        try {
            return new PortolanProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it serves: the last line of the start. */
    public void awaitServing() throws InterruptedException {
        if (!out.await("control ")) {
            throw new AssertionError("did not start:\n" + out() + err());
        }
    }

    /** The number of its process: the script becomes the JVM. */
    public long pid() {
        return process.pid();
    }

    /** SIGHUP. */
    public void hangUp() throws IOException, InterruptedException {
        signal("HUP");
    }

    /** SIGSTOP: it stands still, and its connections stay. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Waits until a line on standard error begins with this. */
    public void awaitOnError(String beginning) throws InterruptedException {
        if (!err.await(beginning)) {
            throw new AssertionError("never said '" + beginning + "':\n" + out() + err());
        }
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for the end and gives the exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
            throw new AssertionError("did not end:\n" + out() + err());
        }
        out.join();
        err.join();
        return process.exitValue();
    }

    /** Everything on standard output so far. */
    public String out() {
        return out.text();
    }

    /** Everything on standard error so far. */
    public String err() {
        return err.text();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What comes out of a stream, line by line. */
    private static final class Lines {

        private final List<String> lines = new ArrayList<>();
        private final Thread reader;
        private boolean ended;

        Lines(InputStream stream) {
            reader = Thread.ofPlatform().daemon().start(() -> read(stream));
        }

        synchronized String text() {
            return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        }

        synchronized boolean await(String prefix) throws InterruptedException {
            long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
            while (lines.stream().noneMatch(line -> line.startsWith(prefix))) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (ended || left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        }

        void join() throws InterruptedException {
            reader.join(SECONDS.toMillis(PATIENCE_SECONDS));
        }

        private void read(InputStream stream) {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    add(line);
                }
            } catch (IOException gone) {
                add("(" + gone.getMessage() + ")");
            }
            end();
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }
    }
}
