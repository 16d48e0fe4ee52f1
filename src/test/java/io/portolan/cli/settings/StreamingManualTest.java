package io.portolan.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.portolan.options.PortolanOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the manual of streams tells people to write can be read, and what it tells them to run is there. */
final class StreamingManualTest {

    private static final Path MANUAL = Path.of("docs", "streaming.md");
    private static final Path SOAK = Path.of("src", "test", "java", "io", "portolan", "soak");

    @Test
    void showsSettingsThatCanBeRead() throws IOException {
        List<String> settings = found("(?ms)^```yaml\n(.*?)^```");

        assertThat(settings).hasSizeGreaterThanOrEqualTo(4);
        for (String section : settings) {
            assertThatCode(() -> read(section)).as(section).doesNotThrowAnyException();
        }
    }

    @Test
    void saysTheDefaultsOfItsLimits() throws IOException {
        PortolanOptions defaults = PortolanOptions.defaults();
        List<String> rows = found("(?m)^\\| `(\\w+\\.\\w+)` \\| .*");

        assertThat(rows).isNotEmpty();
        assertThat(SettingsTable.all().stream().map(Setting::name).toList()).containsAll(rows);
        assertThat(Files.readString(MANUAL))
                .contains("`streams.whole` (" + spaced(defaults.streams().whole()) + ")")
                .contains("`limits.body` (" + spaced(defaults.limits().body()) + ")")
                .contains("| `streams.most` | " + spaced(defaults.streams().most()) + " |")
                .contains("| `limits.inFlight` | " + defaults.limits().inFlight() + " |")
                .contains("| `limits.pool` | " + defaults.limits().pool() + " |");
    }

    @Test
    void namesRunsThatExist() throws IOException {
        List<String> runs = found("-Dit\\.test=(\\w+)");

        assertThat(runs)
                .isNotEmpty()
                .allSatisfy(run -> assertThat(SOAK.resolve(run + ".java")).exists());
    }

    private static PortolanOptions read(String section) {
        SettingsLayers layers = new SettingsLayers();
        layers.file(SettingsFile.flatten(MANUAL.toString(), section));
        return layers.bind();
    }

    private static String spaced(Object size) {
        return size.toString().replaceFirst("(?=[A-Z])", " ");
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(MANUAL))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
