package io.portolan.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of {@code src/test/node}: official MCP clients, and the conformance suite. They run under the Node that is
 * installed with them, as some need a newer one than machines have. Tests are skipped where nothing can be installed.
 */
public final class NodePrograms {

    private static final Logger LOG = LoggerFactory.getLogger(NodePrograms.class);

    /** What npm itself needs, and the clients that are libraries. */
    private static final int OLDEST_NODE = 20;

    private static final int PATIENCE_SECONDS = 240;
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path INSTALLED = Path.of("target", "mcp-node-clients").toAbsolutePath();

    /** What npm calls a registry that is out of reach or does not have the packages. */
    private static final Pattern NO_REGISTRY = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|E40[134]|E50\\d");

    private static boolean tried;
    private static String missing;

    /** What became of a program. */
    public record Run(int status, String output) {

        /** Behind whatever Node warns of. */
        public String lastLine() {
            return output.strip().lines().reduce("", (before, line) -> line);
        }
    }

    /** Installs them, once, or skips the test that asks. */
    public static synchronized void require() throws Exception {
        if (!tried) {
            missing = install();
            tried = true;
        }
        if (missing != null) {
            LOG.atWarn().addKeyValue("reason", missing).log("official MCP programs for Node were not tried");
            Assumptions.abort("official MCP programs for Node were not tried: " + missing);
        }
    }

    /** Runs a program to its end, in the folder of the programs. */
    public static Run node(String script, String... arguments) throws Exception {
        return run(command(script, arguments));
    }

    /** Node, a program, and what it is given; for those who start it themselves. */
    public static List<String> command(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(binary(), script(script)));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A file below the folder of the programs. */
    public static String script(String path) {
        return INSTALLED.resolve(path).toString();
    }

    private static String binary() {
        String platform = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? "linux" : "other";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        Path own = INSTALLED.resolve(Path.of("node_modules", "node-" + platform + "-" + processor, "bin", "node"));
        return Files.isExecutable(own) ? own.toString() : "node";
    }

    /** Why they cannot run; null when they can. */
    private static String install() throws Exception {
        Files.createDirectories(INSTALLED);
        if (major("node") < OLDEST_NODE) {
            return "no Node " + OLDEST_NODE + " or newer on the path";
        }
        boolean installed = upToDate();
        try (var files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!installed) {
            Run install = run(List.of("npm", "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0"));
            if (install.status() != 0
                    && (install.output().isEmpty()
                            || NO_REGISTRY.matcher(install.output()).find())) {
                return "npm cannot install them here";
            }
            assertThat(install.status()).as(install.output()).isZero();
        }
        return major(binary()) < 22 ? "no Node 22 for this machine in the npm registry, and none on the path" : null;
    }

    private static int major(String node) throws Exception {
        Matcher version = Pattern.compile("v(\\d+)\\..*")
                .matcher(run(List.of(node, "--version")).output().strip());
        return version.matches() ? Integer.parseInt(version.group(1)) : 0;
    }

    /** npm writes its own copy of the lock file when all is in place. */
    private static boolean upToDate() throws IOException {
        Path lock = INSTALLED.resolve("package-lock.json");
        return Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
    }

    private static Run run(List<String> command) throws Exception {
        Path output = Files.createTempFile("node", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Run(-1, Files.readString(output));
            }
            return new Run(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            return new Run(-1, ""); // no such command
        } finally {
            Files.delete(output);
        }
    }

    private NodePrograms() {}
}
