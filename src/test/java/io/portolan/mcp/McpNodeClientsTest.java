package io.portolan.mcp;

import static io.portolan.mcp.Fixture.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.expr.Value;
import io.portolan.http.EdgeVerticle;
import io.portolan.options.PortolanOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The official clients for Node. Skipped where there is no Node 20 or no way to install them. */
@ExtendWith(VertxExtension.class)
final class McpNodeClientsTest {

    private static final Logger LOG = LoggerFactory.getLogger(McpNodeClientsTest.class);

    private static final int OLDEST_NODE = 20;
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path INSTALLED = Path.of("target", "mcp-node-clients");
    private static final List<String> FILES =
            List.of(".npmrc", "package.json", "package-lock.json", "summary.mjs", "v1.mjs", "v2.mjs");

    /** What npm calls a registry that is out of reach or does not have the packages. */
    private static final Pattern NO_REGISTRY = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|E40[134]|E50\\d");

    private static String missing;

    private String url;

    @BeforeAll
    static void install() throws Exception {
        Matcher node = Pattern.compile("v(\\d+)\\..*")
                .matcher(run("node", "--version").output().strip());
        if (!node.matches() || Integer.parseInt(node.group(1)) < OLDEST_NODE) {
            missing = "no Node " + OLDEST_NODE + " or newer on the path";
            return;
        }
        boolean installed = upToDate();
        Files.createDirectories(INSTALLED);
        for (String file : FILES) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (installed) {
            return;
        }
        Run install = run("npm", "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0");
        if (install.status() != 0
                && (install.output().isEmpty()
                        || NO_REGISTRY.matcher(install.output()).find())) {
            missing = "npm cannot install them here";
            return;
        }
        assertThat(install.status()).as(install.output()).isZero();
    }

    @BeforeEach
    void skipWhatCannotRun() {
        if (missing != null) {
            LOG.atWarn().addKeyValue("reason", missing).log("official MCP clients for Node were not tried");
            Assumptions.abort("official MCP clients for Node were not tried: " + missing);
        }
    }

    @BeforeEach
    void listen(Vertx vertx) throws Exception {
        EdgeVerticle verticle = Fixture.listen(
                vertx,
                PortolanOptions.defaults(),
                (namespace, invocation) -> Future.succeededFuture(result(
                        200,
                        "application/json",
                        "{\"id\":\"" + text(invocation.arguments().getFirst()) + "\"}")),
                Fixture.recorder());
        url = "http://127.0.0.1:" + verticle.port() + "/mcp";
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // script, mode, revision agreed on
                "v1.mjs, -, 2025-11-25",
                "v2.mjs, legacy, 2025-11-25",
                "v2.mjs, auto, 2026-07-28",
                "v2.mjs, 2026-07-28, 2026-07-28",
            })
    void listsAndCallsTools(String script, String mode, String revision) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", script, url));
        if (mode != null) {
            command.add(mode);
        }

        Run run = run(command.toArray(String[]::new));

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(new JsonObject(run.lastLine()))
                .isEqualTo(new JsonObject()
                        .put("protocolVersion", revision)
                        .put("server", "crm")
                        .put("instructions", "Ask for batches.")
                        .put("tools", new JsonArray().add("create-batch").add("get-batch"))
                        .put("text", "{\"id\":\"b1 é\"}")
                        .put("structured", new JsonObject().put("id", "b1 é"))
                        .put("wrong", true));
    }

    private static String text(Value value) {
        return ((Value.Text) value).text();
    }

    /** npm writes its own copy of the lock file when all is in place. */
    private static boolean upToDate() throws IOException {
        Path lock = INSTALLED.resolve("package-lock.json");
        return Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
    }

    private record Run(int status, String output) {

        /** Behind whatever Node warns of. */
        String lastLine() {
            return output.strip().lines().reduce("", (before, line) -> line);
        }
    }

    private static Run run(String... command) throws Exception {
        Files.createDirectories(INSTALLED);
        Path output = Files.createTempFile("node", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(120, SECONDS)) {
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
}
