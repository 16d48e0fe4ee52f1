package io.portolan.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClientTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "connect");

    private static final Connection PROCESS = new Connection.Process(
            "/opt/port olan/portolan", List.of("mcp", "--stdio", "--folder", "/home/ann", "/home/ann/\"apis\""));
    private static final Connection URL = new Connection.Url("http://127.0.0.1:9090/mcp");

    @ParameterizedTest
    @EnumSource
    void writesWhatTheClientReads(Client client) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Connection connection : List.of(PROCESS, URL)) {
            text.append(client.text("portolan", connection).alone());
            String command = client.command("portolan", connection);
            text.append(command == null ? "" : "$ " + command + "\n");
        }

        assertThat(text)
                .hasToString(Files.readString(GOLDEN.resolve(client.name().toLowerCase(Locale.ROOT) + ".txt")));
    }

    @Test
    void knowsWhereEachClientLooks() {
        for (String row : List.of(
                "CLAUDE_CODE | Linux | /project/.mcp.json",
                "VSCODE | Linux | /project/.vscode/mcp.json",
                "CURSOR | Linux | /project/.cursor/mcp.json",
                "CODEX | Linux | /home/ann/.codex/config.toml",
                "CLAUDE_DESKTOP | Linux | /home/ann/.config/Claude/claude_desktop_config.json",
                "CLAUDE_DESKTOP | Mac OS X | /home/ann/Library/Application Support/Claude/claude_desktop_config.json",
                "CLAUDE_DESKTOP | Windows 11 | /home/ann/AppData/Roaming/Claude/claude_desktop_config.json")) {
            String[] cells = row.split(" \\| ", -1);
            Places places = new Places(Path.of("/project"), Path.of("/home/ann"), cells[1], Map.of());

            assertThat(Client.valueOf(cells[0]).file(places)).as(row).isEqualTo(Path.of(cells[2]));
        }
    }

    @Test
    void obeysTheVariablesThatMoveFiles() {
        Places places = new Places(
                Path.of("/project"),
                Path.of("/home/ann"),
                "Linux",
                Map.of("CODEX_HOME", "/etc/codex", "XDG_CONFIG_HOME", ""));

        assertThat(Client.CODEX.file(places)).isEqualTo(Path.of("/etc/codex/config.toml"));
        assertThat(Client.CLAUDE_DESKTOP.file(places).toString()).startsWith("/home/ann/.config/");
    }
}
