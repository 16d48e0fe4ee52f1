package io.portolan.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portolan.Listener;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the README tells people to type works, in the order in which it stands there. */
@ExtendWith(VertxExtension.class)
final class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String FENCE = "```";
    private static final String EXPECTED = "# → ";

    /**
     * One command.
     *
     * @param expected pieces of the answer, or its HTTP status
     */
    private record Example(String command, List<String> expected) {}

    @Test
    void answersItsCommandsAsItSays(Vertx vertx) throws Exception {
        assumeTrue(run("curl --version").contains("libcurl"), "skipped: curl is not installed");
        RunningPortolan portolan =
                RunningPortolan.start(vertx, RunningPortolan.anyPorts().withSandbox(true), key -> null);
        List<Example> examples = examples();

        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(example.expected())
                        .as("lines '%s' under: %s", EXPECTED, example.command())
                        .isNotEmpty());
        for (Example example : examples) {
            check(example, run(here(example.command(), portolan) + " -w '\\n%{http_code}'"));
        }
    }

    private static void check(Example example, String output) {
        String status = output.substring(output.lastIndexOf('\n') + 1);
        for (String expected : example.expected()) {
            if (expected.matches("\\d{3}")) {
                assertThat(status).as(example.command()).isEqualTo(expected);
            } else {
                assertThat(output).as(example.command()).contains(expected);
            }
        }
    }

    private static String here(String command, RunningPortolan portolan) {
        return command.replace(":8080", ":" + portolan.port(Listener.Kind.REST))
                .replace(":9090", ":" + portolan.port(Listener.Kind.MCP))
                .replace(":9091", ":" + portolan.port(Listener.Kind.CONTROL));
    }

    /** Every {@code curl} of the {@code sh} blocks, and the comments right below it. */
    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        boolean shell = false;
        StringBuilder command = new StringBuilder();
        for (String line : Files.readAllLines(README)) {
            if (line.startsWith(FENCE)) {
                shell = !shell && line.equals(FENCE + "sh");
            } else if (shell && (line.startsWith("curl") || !command.isEmpty())) {
                command.append(line).append('\n');
                if (!line.endsWith("\\")) {
                    examples.add(new Example(command.toString().strip(), new ArrayList<>()));
                    command.setLength(0);
                }
            } else if (shell && line.startsWith(EXPECTED)) {
                examples.getLast().expected().add(line.substring(EXPECTED.length()));
            }
        }
        return examples;
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, SECONDS)).as(command).isTrue();
        return output;
    }
}
