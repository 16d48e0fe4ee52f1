package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check}: what it writes with {@code --fix}, and what it makes of things that are no capability files. */
final class CheckCommandTest {

    private static final Path SHIPPED = Path.of("src", "main", "resources", "capabilities");

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void copiesTheFilesThatShip() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void fixesTheFilesThatShipUntilNothingIsLeftToSay() {
        int code = run("check", "--fix", folder.toString());

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains("batch-batch-jobs.yaml:")
                .contains(": fixed: declare {job_id} as a parameter of the path\n")
                .contains(": fixed: write '{batch_id}' instead of '{batch-id}'\n")
                .doesNotContain("is not declared", "stands for");
        assertThat(err.toString()).startsWith("5 files, 0 errors, ");

        run("check", "--fix", folder.toString());

        assertThat(out.toString()).doesNotContain("fixed");
    }

    @Test
    void addsLinesAndRenamesPlaceholdersAndLeavesEveryOtherByteAlone() throws IOException {
        Path file = folder.resolve("batch-batch-jobs.yaml");
        List<String> before = Files.readAllLines(file);

        run("check", "--fix", file.toString());

        List<String> after = Files.readAllLines(file);
        assertThat(after.stream().map(line -> line.replace('_', '-')))
                .containsAll(before.stream().map(line -> line.replace('_', '-')).toList());
        assertThat(after.stream().filter(line -> !before.contains(line)).map(String::strip))
                .containsExactly(
                        "- name: job_id",
                        "in: path",
                        "type: string",
                        "- name: job_id",
                        "in: path",
                        "type: string",
                        "- path: /v1/batch/jobs/{job_id}",
                        "- path: /v1/batch/jobs/{job_id}/cancel");
    }

    @Test
    void showsADiffAndWritesNothing() throws IOException {
        Path file = folder.resolve("portkey-batch.yaml");
        String before = Files.readString(file);

        int code = run("check", "--fix", "--dry-run", file.toString());

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).startsWith("--- " + file + "\n+++ " + file + "\n@@ -");
        assertThat(err.toString()).contains(": fixed: ", "1 file, 0 errors, ");
        assertThat(file).hasContent(before);
    }

    @Test
    void wantsFixBesideDryRunAndFilesToWrite() {
        assertThat(run("check", "--dry-run", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("portolan check: --dry-run says what --fix would change (expected: both)");

        assertThat(run("check", "--fix")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("portolan check: --fix writes files (expected: a file or folder");
    }

    @Test
    void keepsWhatProgramsReadFreeOfAnythingElse() {
        int code = run("check", "--fix", "--output", "json", folder.toString());

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(new JsonArray(out.toString())).isNotNull();
        assertThat(err.toString()).contains(": fixed: ").doesNotContain("5 files");
    }

    @Test
    void writesSarifAndWorkflowCommands() {
        run("check", "--output", "sarif", folder.toString());

        JsonObject log = new JsonObject(out.toString());
        assertThat(log.getJsonArray("runs").getJsonObject(0).getJsonArray("results"))
                .isNotEmpty();
        assertThat(err.toString()).isEmpty();

        run("check", "--output", "github", folder.toString());

        assertThat(out.toString().lines()).isNotEmpty().allMatch(line -> line.startsWith("::notice file="));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysInOneLineWhatCannotBeReadAndChecksTheRest() throws IOException {
        Files.createSymbolicLink(folder.resolve("gone.yaml"), Path.of("nowhere"));
        Files.createSymbolicLink(folder.resolve("round.yaml"), Path.of("round.yaml"));
        Files.createSymbolicLink(folder.resolve("circle"), folder);
        Files.createDirectory(folder.resolve("folder.yaml"));

        int code = run("check", folder.toString());

        assertThat(code).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString().lines().filter(line -> line.contains(": error: ")))
                .containsExactly(
                        folder + "/gone.yaml:1:1: error: cannot be read: the link leads nowhere",
                        folder + "/round.yaml:1:1: error: cannot be read: the link leads nowhere");
        assertThat(err.toString()).startsWith("5 files, 2 errors, ");
    }

    @Test
    void saysInOneLineWhatItMayNotRead() throws IOException {
        Path file = folder.resolve("portkey-batch.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        assumeThat(Files.isReadable(file)).as("whoever may read everything").isFalse();

        assertThat(run("check", folder.toString())).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString()).contains(file + ":1:1: error: cannot be read: no permission\n");

        assertThat(run("check", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isEqualTo("portolan: " + file + ": no permission\n");
    }

    @Test
    void namesEveryFileThatIsNotThere() {
        int code = run("check", "a.yaml", folder.toString(), "b.yaml");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isEqualTo("""
                portolan: a.yaml: no such file or folder
                portolan: b.yaml: no such file or folder
                """);
    }

    @Test
    void takesBytesOfAnyKindCalmly() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Path file = Files.write(folder.resolve("noise.yaml"), noise);

        assertThat(run("check", file.toString())).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString().lines()).singleElement().asString().contains("error: not YAML: ");
    }

    @Test
    void refusesAHugeFileAtOnce() throws IOException {
        Path file = folder.resolve("huge.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100L * 1024 * 1024);
        }

        assertThat(run("check", file.toString())).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .contains("larger than 4194304 bytes, and is not read");
    }

    @Test
    void printsTheSchemaForEditors() throws IOException {
        int code = run("schema");

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).isEqualTo(Files.readString(Path.of("docs", "schema", "capability.schema.json")));
    }

    @Test
    void followsALinkThatIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.toRealPath());

        assertThat(run("check", link.toString())).isEqualTo(ExitCode.FINE);
        assertThat(err.toString()).startsWith("5 files, ");
        assertThat(out.toString()).contains(link.resolve("portkey-batch.yaml") + ":");
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        Shell shell = new Shell(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), false, stop -> {});
        return Verbs.commandLine(shell).execute(arguments);
    }
}
