package io.portolan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.Seeds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portolan mcp} and {@code portolan connect}, run inside this process. */
final class LocalClientsTest {

    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void live() {
        environment.put("PORTOLAN_HOME", folder.resolve("opt").toString());
        environment.put("HOME", folder.toString());
    }

    @Test
    void servesWhatItIsAskedAndEndsWithTheInput() throws IOException {
        Path file = Seeds.copy(folder, "portkey-batch.yaml", 1);

        int code = run(LIST, "mcp", "--stdio", file.toString());

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(new JsonObject(answers.toString(UTF_8))
                        .getJsonObject("result")
                        .getJsonArray("tools"))
                .hasSize(5);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("missing key PORTKEY_API_KEY: ")
                .endsWith("portolan: 5 tools over standard input and output\n");
    }

    @Test
    void servesAdaptersWithoutAPort() throws IOException {
        Path file = Seeds.copy(folder, "portkey-batch.yaml", 1);
        Files.writeString(file, Files.readString(file).replace("transport: http", "transport: stdio"));

        int code = run(LIST, "mcp", "--stdio", "--sandbox", file.toString());

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.FINE);
        assertThat(err.toString()).isEqualTo("portolan: 5 tools over standard input and output\n");
    }

    @Test
    void looksForKeysInTheFolderThatIsNamed() throws IOException {
        Path file = Seeds.copy(folder, "portkey-batch.yaml", 1);
        Files.writeString(folder.resolve(".env"), "PORTKEY_API_KEY=k\n");

        run("", "mcp", "--stdio", "--folder", folder.toString(), file.toString());

        assertThat(err.toString()).doesNotContain("missing key");
    }

    @Test
    void wantsToBeToldOfStandardInputAndOutput() {
        int code = run("", "mcp");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("portolan mcp: Missing required option: '--stdio'");
    }

    @Test
    void printsWhatToPasteAndNothingElse() {
        int code = run("", "connect", "codex", "--http", "--name", "apis");

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).isEqualTo("[mcp_servers.apis]\nurl = \"http://127.0.0.1:9090/mcp\"\n");
        assertThat(err.toString())
                .isEqualTo(
                        "To paste into " + folder.resolve(".codex/config.toml") + ", or to be put there with --write.\n"
                                + "The client's own command for it: codex mcp add apis --url http://127.0.0.1:9090/mcp\n");
    }

    @Test
    void handsOnWhatItIsGivenWithAbsolutePaths() throws IOException {
        environment.put("PORTKEY_API_KEY", "secret-1");
        Path conf = Files.writeString(folder.resolve("conf.yaml"), "log: {level: warn}\n");
        Path file = Seeds.copy(folder, "portkey-batch.yaml", 1);

        run("", "connect", "claude-desktop", "--conf", conf.toString(), file.getParent() + "/./" + file.getFileName());

        JsonObject server =
                new JsonObject(out.toString()).getJsonObject("mcpServers").getJsonObject("portolan");
        assertThat(server.getString("command")).isEqualTo(folder + "/opt/portolan");
        assertThat(server.getJsonArray("args"))
                .isEqualTo(new JsonArray(List.of("mcp", "--stdio", "--conf", conf.toString(), file.toString())));
        assertThat(out.toString()).doesNotContain("secret-1");
    }

    @Test
    void writesIntoTheClientsFile() throws IOException {
        Path file = folder.resolve(".codex/config.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "model = \"x\" # mine\n");

        int code = run("", "connect", "codex", "--http", "--write");

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).isEqualTo(file + ": written, what it was before is in " + file + ".bak\n");
        assertThat(file).content().startsWith("model = \"x\" # mine\n").contains("[mcp_servers.portolan]");
    }

    @Test
    void saysWhatToPasteWhenItCannotWrite() throws IOException {
        Path file = folder.resolve(".codex/config.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "mcp_servers = {}\n");

        int code = run("", "connect", "codex", "--http", "--write");

        assertThat(code).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(err.toString()).contains(file + " is left as it is: 'mcp_servers' in it is no table of its own");
        assertThat(out.toString()).startsWith("[mcp_servers.portolan]\n");
        assertThat(file).hasContent("mcp_servers = {}\n");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        for (List<String> line : List.of(
                List.of("connect", "emacs"),
                List.of("connect"),
                List.of("connect", "codex", "--http", "--stdio"),
                List.of("connect", "codex", "--http", "--mcp-port", "0"),
                List.of("connect", "codex", "--name", "two words"))) {
            assertThat(run("", line.toArray(String[]::new))).as(line.toString()).isEqualTo(ExitCode.USAGE);
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(
                        "'emacs' is no client (expected one of: claude-code, claude-desktop, vscode, cursor, codex)",
                        "Missing required parameter: 'CLIENT'",
                        "--stdio and --http exclude each other",
                        "any free port cannot be written down",
                        "--name: 'two words'");
    }

    private int run(String input, String... arguments) {
        Shell shell = new Shell(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                environment,
                false,
                stop -> {},
                () -> new Shell.Streams(new ByteArrayInputStream(input.getBytes(UTF_8)), answers));
        return Verbs.commandLine(shell).execute(arguments);
    }
}
