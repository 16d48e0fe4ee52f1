package io.portolan.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.compile.CompileOptions;
import io.portolan.compile.Compiler;
import io.portolan.options.PortolanOptions;
import io.portolan.spec.Document;
import io.portolan.spec.Rule;
import io.portolan.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/check.md} says what is. */
final class CheckManualTest {

    private static final Path MANUAL = Path.of("docs", "check.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(# yaml-language-server: .*?)```", Pattern.DOTALL);

    @Test
    void listsEveryRule() throws IOException {
        List<String> rows = Files.readAllLines(MANUAL).stream()
                .dropWhile(line -> !line.startsWith("| Rule |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(Rule.values())
                        .map(rule -> "| `" + rule.id() + "` | " + rule.meaning() + " |")
                        .toList());
    }

    @Test
    void listsEveryFormat() throws IOException {
        List<String> lines = Files.readAllLines(MANUAL);

        assertThat(OutputFormat.words())
                .allSatisfy(word -> assertThat(lines).anyMatch(line -> line.startsWith("| `" + word + "` |")));
    }

    @Test
    void showsAFileThatLoads() throws IOException {
        String example = EXAMPLE.matcher(Files.readString(MANUAL))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();

        Document document = SpecReader.read("check.md", example);

        assertThat(document.problems()).isEmpty();
        assertThat(Compiler.compile(List.of(document), CompileOptions.of(PortolanOptions.defaults()))
                        .sound())
                .isTrue();
    }
}
