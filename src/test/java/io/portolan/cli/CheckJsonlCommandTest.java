package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check-jsonl}, run inside this process. */
final class CheckJsonlCommandTest {

    private static final Path MANUAL = Path.of("docs", "streaming.md");

    private static final String SOUND = "{\"custom_id\":\"a\"}\n{\"custom_id\":\"b\"}\n";

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private InputStream in = InputStream.nullInputStream();

    @Test
    void saysHowMuchIsSound() throws IOException {
        Path file = Files.writeString(folder.resolve("batch.jsonl"), SOUND);

        assertThat(run(file.toString())).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("2 lines, 36 bytes, 0 errors\n");
    }

    @Test
    void readsStandardInput() {
        in = new ByteArrayInputStream((SOUND + "x").getBytes(StandardCharsets.UTF_8));

        assertThat(run("-")).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString()).isEqualTo("-:3:1: no JSON (expected: an object)\n");
        assertThat(err.toString()).isEqualTo("3 lines, 37 bytes, 1 error\n");
    }

    @Test
    void holdsAFileToTheLimitsGiven() throws IOException {
        String file = Files.writeString(folder.resolve("batch.jsonl"), SOUND).toString();

        assertThat(run(file, "--max-lines", "1", "--max-size", "36B", "--max-line", "17"))
                .isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString())
                .isEqualTo(file + ":2:1: too many lines; the rest is not checked (expected: at most 1)\n");

        assertThat(run(file, "--max-size", "20")).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString())
                .isEqualTo(file + ":2:3: a file too large; the rest is not checked (expected: at most 20 bytes)\n");

        assertThat(run(file, "--max-line", "16")).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString()).contains(":1:17: a line too long (expected: at most 16 bytes)\n");
    }

    @Test
    void printsAnArrayForPrograms() throws IOException {
        String file = Files.writeString(folder.resolve("batch.jsonl"), SOUND).toString();

        assertThat(run(file, "--output", "json")).isEqualTo(ExitCode.FINE);
        assertThat(new JsonArray(out.toString())).isEmpty();

        assertThat(run(file, "--output", "json", "--id-field", "key")).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(new JsonArray(out.toString()))
                .hasSize(2)
                .first()
                .isEqualTo(new JsonObject()
                        .put("file", file)
                        .put("line", 1)
                        .put("column", 1)
                        .put("severity", "error")
                        .put("rule", "missing-id")
                        .put("text", "no key (expected: a string that no other line has)"));
    }

    @Test
    void saysWhatItCannotUse() throws IOException {
        String file = Files.writeString(folder.resolve("batch.jsonl"), SOUND).toString();

        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("FILE");
        assertThat(run(folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("is a folder (expected: a file, or - for standard input)");
        assertThat(run("nowhere.jsonl")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isEqualTo("portolan: nowhere.jsonl: no such file or folder\n");
        assertThat(run(file, "--no-id", "--id-field", "key")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("rule each other out");
        for (String option : List.of("--max-size=5x", "--max-size=0", "--max-lines=0", "--most=-1", "--output=xml")) {
            assertThat(run(file, option)).as(option).isEqualTo(ExitCode.USAGE);
            assertThat(err.toString()).contains("'" + option.replaceFirst(".*=", "") + "' (expected: ");
        }
    }

    @Test
    void answersAsTheManualSays() throws IOException {
        Path file = folder.resolve("batch.jsonl");
        List<String> lines = Files.readAllLines(MANUAL);
        Files.write(file, block(lines, "```jsonl"));
        List<String> expected = block(lines, "```console");

        List<String> answered = new ArrayList<>();
        for (String line : expected) {
            if (line.startsWith("$ ")) {
                String[] words = line.substring("$ portolan check-jsonl batch.jsonl".length())
                        .strip()
                        .split(" ", -1);
                answered.add(line);
                run(file.toString(), words);
                (out.toString() + err)
                        .lines()
                        .map(each -> each.replace(file.toString(), "batch.jsonl"))
                        .forEach(answered::add);
            }
        }

        assertThat(answered).isEqualTo(expected);
    }

    /** The lines of the first block that begins so. */
    private static List<String> block(List<String> manual, String fence) {
        return manual.stream()
                .dropWhile(line -> !line.equals("## Batch input files"))
                .dropWhile(line -> !line.equals(fence))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }

    private int run(String file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(file));
        List.of(more).stream().filter(word -> !word.isEmpty()).forEach(arguments::add);
        return run(arguments);
    }

    private int run() {
        return run(List.of());
    }

    private int run(List<String> arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> line = new ArrayList<>(List.of("check-jsonl"));
        line.addAll(arguments);
        Shell shell = new Shell(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Map.of(),
                false,
                stop -> {},
                () -> new Shell.Streams(in, OutputStream.nullOutputStream()));
        return Verbs.commandLine(shell).execute(line.toArray(String[]::new));
    }
}
