package io.portolan.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portolan.Listener;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the manual of skills says holds for the capability file that stands in it. */
@ExtendWith(VertxExtension.class)
final class SkillsManualTest {

    private static final Path MANUAL = Path.of("docs", "skills.md");
    private static final String EXPECTED = "# → ";

    @TempDir
    private Path folder;

    private RunningPortolan portolan;

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        Path files = Files.createDirectories(folder.resolve("skills/orders"));
        Files.writeString(folder.resolve("orders.yaml"), block("yaml"));
        Files.writeString(files.resolve("SKILL.md"), "# Orders\n");
        Files.writeString(files.resolve("guide.md"), "Ask first.\n");
        Files.writeString(folder.resolve("secret"), "secret");
        portolan = RunningPortolan.serve(vertx, folder);
    }

    @Test
    void answersTheManualsCommandsAsItSays() throws Exception {
        assumeTrue(run("curl --version").contains("libcurl"), "skipped: curl is not installed");
        String command = "";
        String output = "";
        List<String> checked = new ArrayList<>();
        for (String line : block("sh").lines().toList()) {
            if (line.startsWith(EXPECTED)) {
                String expected = line.substring(EXPECTED.length());
                String tail = expected.matches("\\d{3}") ? output.substring(output.lastIndexOf('\n') + 1) : output;
                assertThat(tail).as(command).contains(expected);
                checked.add(expected);
            } else {
                command = line;
                output = run(line.replace(":8080", ":" + portolan.port(Listener.Kind.REST)) + " -w '\\n%{http_code}'");
            }
        }

        assertThat(checked).hasSizeGreaterThan(5);
        assertThat(portolan.portolan().problems()).isEmpty();
    }

    @Test
    void tellsOfTheSkillsWithTheOtherAdapters() {
        JsonObject status = portolan.control("/status").bodyAsJsonObject();

        int port = portolan.port(Listener.Kind.REST);
        assertThat(status.getJsonObject("capability").getString("label")).isEqualTo("Orders");
        assertThat(status.getJsonArray("adapters").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("type", "skill")
                        .put("namespace", "shop-skills")
                        .put("port", port)
                        .put("state", "started"));
        assertThat(portolan.control("/plan").bodyAsString()).contains("/shop-skills/skills/orders");
    }

    private static String block(String language) throws IOException {
        String text = Files.readString(MANUAL);
        String fence = "```" + language + "\n";
        int start = text.indexOf(fence) + fence.length();
        return text.substring(start, text.indexOf("```", start));
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
