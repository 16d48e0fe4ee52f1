package io.portolan.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./portolan} with the jar of this build. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell is needed")
final class StartScriptIT {

    private static final Path SCRIPT = Path.of("portolan").toAbsolutePath();
    private static final Pattern REST = Pattern.compile("(http://127.0.0.1:\\d+/portkey-batch-rest) .*");

    @TempDir
    Path folder;

    @Test
    void startsThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT);

        Process process = start(link, "--version");

        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(text(process.inputReader())).matches("portolan \\d\\S+, Java \\d+\n");
        assertThat(text(process.errorReader())).isEmpty();
        assertThat(process.exitValue()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void takesPathsFromTheFolderOfTheUser() throws Exception {
        Files.writeString(folder.resolve("broken file.yaml"), "naftiko: 1.0.0-alpha2\ncapability: 5\n");

        Process process = start(SCRIPT, "check", "broken file.yaml");

        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(text(process.inputReader())).startsWith("broken file.yaml:2:13: error: ");
        assertThat(process.exitValue()).isEqualTo(ExitCode.FAULTY_FILES);
    }

    @Test
    void servesUntilItIsTerminatedAndSaysNothingUncalledFor() throws Exception {
        Process process =
                start(SCRIPT, "run", "--sandbox", "--rest-port", "0", "--mcp-port", "0", "--control-port", "0");
        try {
            BufferedReader out = process.inputReader();
            HttpResponse<String> answer = get(address(out) + "/v1/batches");
            process.toHandle().destroy();

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(process.waitFor(60, SECONDS)).isTrue();
            assertThat(text(process.errorReader())).isEmpty();
            assertThat(process.exitValue()).isEqualTo(ExitCode.FINE);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PORTOLAN_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static String address(BufferedReader out) {
        return out.lines()
                .map(REST::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no address was printed"));
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        }
    }

    private static String text(BufferedReader reader) {
        StringBuilder text = new StringBuilder();
        reader.lines().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
