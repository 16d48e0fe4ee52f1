package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.InvalidCapabilityException;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which files are served, and what becomes of those that are not. */
@ExtendWith(VertxExtension.class)
final class FilesTest {

    private static final String PORTKEY = Seeds.text("portkey-batch.yaml", 1);
    private static final String MISTRAL = Seeds.text("batch-batch-jobs.yaml", 2);
    private static final String BROKEN = MISTRAL.replace("call: batch-batch-jobs.", "call: batch-batch-job.");

    @TempDir
    private Path folder;

    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void servesEveryFileBelowAFolder() throws IOException {
        write("portkey.yaml", PORTKEY);
        write("mistral/batch/jobs.yml", MISTRAL);

        RunningPortolan portolan = serve(folder);

        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(200);
        assertThat(portolan.get("/v1/batch/jobs").statusCode()).isEqualTo(200);
    }

    @Test
    void skipsHiddenFilesAndOtherKinds() throws IOException {
        write("portkey.yaml", PORTKEY);
        write(".mistral.yaml", MISTRAL);
        write(".git/mistral.yaml", MISTRAL);
        write("mistral.yaml.bak", MISTRAL);
        write("mistral.json", MISTRAL);

        RunningPortolan portolan = serve(folder);

        assertThat(portolan.get("/v1/batch/jobs").statusCode()).isEqualTo(404);
        assertThat(problems(portolan)).isEmpty();
    }

    @Test
    void notesAFileOfAnotherKindInAFolder() throws IOException {
        write("portkey.yaml", PORTKEY);
        write("compose.yaml", "services: {}\n");

        List<String> problems = problems(serve(folder));

        assertThat(problems)
                .containsExactly(folder.resolve("compose.yaml")
                        + ":1:1: note: not a capability file and left out (expected: the key 'naftiko' or 'ikanos')");
    }

    @Test
    void callsAFileOfAnotherKindAnErrorWhenItIsNamed() throws IOException {
        Path file = write("compose.yaml", "services: {}\n");

        assertThatThrownBy(() -> serve(file))
                .isInstanceOf(InvalidCapabilityException.class)
                .hasMessageStartingWith(file + ":1:1: error: not a capability, but seems to be a Compose file");
    }

    @Test
    void servesNothingOfAFileThatOnlyConsumes() throws IOException {
        write("portkey.yaml", PORTKEY);
        write("mistral.yaml", MISTRAL.substring(0, MISTRAL.indexOf("  exposes:")));

        RunningPortolan portolan = serve(folder);

        assertThat(portolan.get("/v1/batch/jobs").statusCode()).isEqualTo(404);
        assertThat(portolan.portolan().explain()).doesNotContain("batch-batch-jobs");
        assertThat(portolan.portolan().problems())
                .noneMatch(problem -> problem.contains(" error: ") || problem.contains(" warning: "))
                .anyMatch(problem -> problem.endsWith(
                        "note: capability: exposes nothing, so that nothing of it is served (expected: a rest or mcp"
                                + " adapter)"));
    }

    @Test
    void servesTheSoundFilesBesideABrokenOne() throws IOException {
        write("portkey.yaml", PORTKEY);
        Path broken = write("mistral.yaml", BROKEN);

        RunningPortolan portolan = serve(folder);

        assertThat(portolan.get("/v1/batches").statusCode()).isEqualTo(200);
        assertThat(portolan.get("/v1/batch/jobs").statusCode()).isEqualTo(404);
        assertThat(portolan.portolan().problems())
                .filteredOn(problem -> problem.contains(" error: "))
                .hasSize(8)
                .allSatisfy(problem -> assertThat(problem)
                        .matches("\\Q" + broken + "\\E:\\d+:\\d+: error: .*did you mean 'batch-batch-jobs'.*"));
    }

    @Test
    void servesNoneBesideABrokenOneWhenStrict() throws IOException {
        write("portkey.yaml", PORTKEY);
        Path broken = write("mistral.yaml", BROKEN);

        assertThatThrownBy(() -> RunningPortolan.start(vertx, options(folder).withStrict(true), key -> null))
                .isInstanceOf(InvalidCapabilityException.class)
                .hasMessageContaining(broken + ":");
    }

    @Test
    void startsWithWarningsEvenWhenStrict() throws IOException {
        Path file = write("portkey.yaml", PORTKEY.replace("  tags:", "  tagz:"));

        RunningPortolan portolan = RunningPortolan.start(vertx, options(file).withStrict(true), key -> null);

        assertThat(problems(portolan))
                .singleElement()
                .asString()
                .contains(file + ":", ": warning: ", "did you mean 'tags'?");
    }

    @Test
    void failsWithEveryLineWhenNothingCanBeServed() throws IOException {
        Path first = write("a.yaml", BROKEN);
        Path second = write("b.yaml", "naftiko: 1.0.0-alpha2\n");

        assertThatThrownBy(() -> serve(folder))
                .isInstanceOfSatisfying(
                        InvalidCapabilityException.class,
                        failure -> assertThat(failure.getMessage().lines())
                                .anyMatch(line -> line.startsWith(first + ":"))
                                .anyMatch(line -> line.startsWith(second + ":1:1: error: missing key 'capability'")));
    }

    @Test
    void saysThatAFolderHoldsNoCapability() {
        assertThatThrownBy(() -> serve(folder))
                .isInstanceOf(InvalidCapabilityException.class)
                .hasMessageContaining("no capability file was found");
    }

    @Test
    void failsWhenANamedPathDoesNotExist() {
        Path missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> serve(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void givesANamespaceToTheFirstFileByPath() throws IOException {
        write("b/portkey.yaml", PORTKEY.replace("127.0.0.1:1/", "127.0.0.1:3/"));
        write("a/portkey.yaml", PORTKEY);

        RunningPortolan portolan = RunningPortolan.start(vertx, options(folder).withSandbox(false), key -> null);

        assertThat(portolan.portolan().explain())
                .containsPattern("upstream portkey-batch \\S+ \\(.*a/portkey\\.yaml\\)")
                .containsPattern("upstream portkey-batch-2 \\S+ \\(.*b/portkey\\.yaml\\)");
        assertThat(problems(portolan))
                .isNotEmpty()
                .allMatch(
                        problem -> problem.startsWith(folder + "/b/portkey.yaml:") && problem.contains(": warning: "));
        assertThat(portolan.get("/v1/batches").bodyAsJsonObject().getJsonArray("choices"))
                .extracting(choice -> ((JsonObject) choice).getString("href"))
                .containsExactly("/portkey-batch-rest/v1/batches", "/portkey-batch-rest-2/v1/batches");
    }

    /** Without how the shipped files spell their placeholders. */
    private static List<String> problems(RunningPortolan portolan) {
        return portolan.portolan().problems().stream()
                .filter(problem -> !problem.contains(" stands for parameter "))
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private RunningPortolan serve(Path path) {
        return RunningPortolan.start(vertx, options(path), key -> null);
    }

    private static PortolanOptions options(Path path) {
        return RunningPortolan.anyPorts().withSandbox(true).withCapabilities(List.of(path.toString()));
    }
}
