package io.portolan.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.PortolanOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people read about settings says what the table says. */
final class SettingsManualTest {

    private static final Path MANUAL = Path.of("docs", "settings.md");
    private static final Path FILE = Path.of("conf", "portolan.yaml");
    private static final Path MADE = Path.of("target", "settings-table.md");

    /** Without a default; the file shows an example. */
    private static final Set<String> EXAMPLES = Set.of("rest.port", "mcp.port", "streams.sockets");

    @Test
    void listsEverySettingInTheManual() throws IOException {
        List<String> rows = rows();
        Files.write(MADE, rows);

        List<String> manual = Files.readAllLines(MANUAL).stream()
                .filter(line -> line.startsWith("|"))
                .toList();

        assertThat(manual)
                .as("the table in %s; a fresh one is in %s", MANUAL, MADE)
                .containsExactlyElementsOf(rows);
    }

    @Test
    void showsEverySettingAndItsDefaultInTheFile() throws IOException {
        String uncommented = Files.readString(FILE).replaceAll("(?m)^#((?: {2})*\\w+:)", "$1");

        JsonObject entries = SettingsFile.flatten(FILE.toString(), uncommented);

        assertThat(entries.fieldNames())
                .containsExactlyElementsOf(
                        SettingsTable.all().stream().map(Setting::name).toList());
        SettingsLayers layers = new SettingsLayers();
        layers.file(entries);
        PortolanOptions options = layers.bind();
        for (Setting<?> setting : SettingsTable.all()) {
            String expected = EXAMPLES.contains(setting.name())
                    ? entries.getJsonObject(setting.name()).getString("value")
                    : setting.text(PortolanOptions.defaults());
            assertThat(setting.text(options)).as(setting.name()).isEqualTo(expected);
        }
    }

    @Test
    void changesNothingAsItShips() throws IOException {
        JsonObject entries = SettingsFile.flatten(FILE.toString(), Files.readString(FILE));
        SettingsLayers layers = new SettingsLayers();

        layers.file(entries);

        assertThat(layers.bind()).isEqualTo(PortolanOptions.defaults());
    }

    @Test
    void explainsEverySettingInTheFileInTheWordsOfTheTable() throws IOException {
        String explained = Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ *", ""))
                .collect(Collectors.joining("\n"));

        for (Setting<?> setting : SettingsTable.all()) {
            assertThat(explained).as(setting.name()).contains("# " + setting.meaning());
        }
    }

    private static List<String> rows() {
        PortolanOptions defaults = PortolanOptions.defaults();
        List<String> rows = new ArrayList<>();
        rows.add("| Setting | Value | Default | Environment | Flag | What it is |");
        rows.add("| --- | --- | --- | --- | --- | --- |");
        for (Setting<?> setting : SettingsTable.all()) {
            rows.add("| `" + setting.name() + "` | " + setting.label().replace("|", ", ") + " | "
                    + code(setting.text(defaults)) + " | `" + setting.variable() + "` | " + code(setting.flag()) + " | "
                    + setting.meaning() + " |");
        }
        return rows;
    }

    private static String code(String text) {
        return text == null || text.isEmpty() ? "" : "`" + text + "`";
    }
}
