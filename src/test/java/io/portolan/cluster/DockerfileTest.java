package io.portolan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portolan.options.PortolanOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be known of the image without building it. */
final class DockerfileTest {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private List<String> lines;

    @BeforeEach
    void read() throws IOException {
        String text = Files.readString(Path.of("Dockerfile")).replace("\\\n", "");
        lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @Test
    void copiesAllThatTheBuildReads() throws IOException {
        List<String> rules = Files.readAllLines(Path.of(".dockerignore"));
        List<String> kept = rules.stream()
                .filter(rule -> rule.startsWith("!"))
                .map(rule -> rule.substring(1))
                .toList();
        Matcher folders =
                Pattern.compile("<directory>([^<]+)</directory>").matcher(Files.readString(Path.of("pom.xml")));

        assertThat(rules).contains("*");
        assertThat(kept).contains("pom.xml", "src/main");
        while (folders.find()) {
            String folder = folders.group(1);
            assertThat(kept).as(folder).anyMatch(path -> path.startsWith(folder) || folder.startsWith(path));
        }
    }

    @Test
    void startsTheJarItCopiedAsSomebodyWhoIsNotRoot() {
        List<String> entry = command("ENTRYPOINT");

        assertThat(lines).contains("USER 10001:10001", "WORKDIR /opt/portolan", "ENV PORTOLAN_HOME=/opt/portolan");
        assertThat(lines).contains("COPY --from=build /src/target/portolan.jar portolan.jar");
        assertThat(entry.subList(entry.size() - 2, entry.size())).containsExactly("-jar", "/opt/portolan/portolan.jar");
        assertThat(command("CMD")).containsExactly("run");
    }

    @Test
    void namesThePortsOfTheDefaults() {
        PortolanOptions defaults = PortolanOptions.defaults();
        String exposed = lines.stream()
                .filter(line -> line.startsWith("EXPOSE "))
                .findFirst()
                .orElseThrow();
        Set<String> ports =
                new TreeSet<>(List.of(exposed.substring("EXPOSE ".length()).split(" ")));

        assertThat(ports)
                .contains(
                        String.valueOf(defaults.control().port()),
                        String.valueOf(defaults.cluster().port()));
    }

    @Test
    void tellsTheJvmWhatItUnderstands() throws Exception {
        // The image's version; older ones do not know all of it.
        assumeTrue(Runtime.version().feature() >= 25);
        List<String> entry = command("ENTRYPOINT");
        List<String> command = new ArrayList<>(entry.subList(0, entry.size() - 2));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-version");

        Process java = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(java.exitValue()).isZero();
    }

    private List<String> command(String instruction) {
        String line = lines.stream()
                .filter(each -> each.startsWith(instruction + " "))
                .findFirst()
                .orElseThrow();
        return QUOTED.matcher(line).results().map(match -> match.group(1)).toList();
    }
}
