package io.portolan.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Entries that are put into files as people have them: {@code golden/merge/*.txt} holds before and after. */
final class MergeTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "merge");
    private static final Connection URL = new Connection.Url("http://127.0.0.1:9090/mcp");

    /** A file of ours: which client, what was there, what is there then. */
    private record Example(String name, Client client, String before, String after) {}

    @Test
    void leavesEverythingElseAsItIs() throws Exception {
        for (Example example : examples()) {
            assertThat(example.client().text("portolan", URL).into(example.before()))
                    .as(example.name())
                    .isEqualTo(example.after());
        }
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        for (Example example : examples()) {
            assertThat(example.client().text("portolan", URL).into(example.after()))
                    .as(example.name())
                    .isEqualTo(example.after());
        }
    }

    @Test
    void keepsLineEndingsAndMarks() throws Exception {
        String json = "\uFEFF{\r\n\t\"mcpServers\": {}\r\n}\r\n";
        String toml = "model = \"x\"\r\n";

        assertThat(Client.CURSOR.text("portolan", URL).into(json))
                .isEqualTo("\uFEFF{\r\n\t\"mcpServers\": {\r\n\t\t\"portolan\": {\r\n\t\t\t\"url\":"
                        + " \"http://127.0.0.1:9090/mcp\"\r\n\t\t}\r\n\t}\r\n}\r\n");
        assertThat(Client.CODEX.text("portolan", URL).into(toml))
                .isEqualTo("model = \"x\"\r\n\r\n[mcp_servers.portolan]\r\nurl = \"http://127.0.0.1:9090/mcp\"\r\n");
    }

    @Test
    void refusesWhatItCannotDoWithoutLoss() {
        for (String row : List.of(
                "CURSOR | {\"mcpServers\": [] } | is no object",
                "CURSOR | [] | no JSON object",
                "CURSOR | {\"mcpServers\": { | it is not JSON",
                "CURSOR | {\"mcpServers\": {}, \"mcpServers\": {}} | Duplicate field",
                "VSCODE | {\"servers\": {\"portolan\": {/* mine */ \"url\": \"x\"}}} | has comments",
                "CODEX | mcp_servers = {} | no table of its own",
                "CODEX | mcp_servers.portolan.url = \"x\" | no table of its own",
                "CODEX | [mcp_servers]\\nportolan = {} | no table of its own",
                "CODEX | [mcp_servers.portolan]\\n[mcp_servers.'portolan'] | in it twice",
                "CODEX | a = \"\"\"x | a string is not closed",
                "CODEX | a = [1, | something is not closed",
                "CODEX | = 1 | a name was expected")) {
            String[] cells = row.split(" \\| ", -1);
            ConfigText text = Client.valueOf(cells[0]).text("portolan", URL);

            assertThatThrownBy(() -> text.into(cells[1].replace("\\n", "\n")))
                    .as(row)
                    .isInstanceOf(UnmergeableException.class)
                    .hasMessageContaining(cells[2]);
        }
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                String[] parts = Files.readString(file).split("======\n", -1);
                Client client =
                        Client.valueOf(name.substring(0, name.indexOf('-')).toUpperCase(Locale.ROOT));
                examples.add(new Example(name, client, parts[0], parts[1]));
            }
        }
        assertThat(examples).hasSizeGreaterThan(5);
        return examples;
    }
}
