package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Capabilities;
import io.portolan.options.PortolanOptions;
import io.portolan.options.QueryStyle;
import io.portolan.options.UpstreamOptions;
import io.portolan.plan.PlanPrinter;
import io.portolan.spec.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Varied files of our own: their plans and problems as text beside them. The system property {@code
 * portolan.golden=write} writes the texts anew; whoever does so reads them line by line.
 */
final class GoldenFilesTest {

    private static final Path FILES = Path.of("src", "test", "resources", "golden", "files");

    /** What the settings say of the file that cannot say it itself. */
    private static final List<UpstreamOptions> OVERLAY =
            List.of(UpstreamOptions.of("till").withContentType("form").withArrayStyle(QueryStyle.BRACKETS));

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void compilesTheFileToItsGoldenPlan(Path file) throws IOException {
        PortolanOptions options = PortolanOptions.defaults()
                .withCapabilities(List.of(file.toString()))
                .withUpstreams(OVERLAY);

        Capabilities capabilities = Capabilities.load(options);

        String text = capabilities.problems().stream()
                        .filter(problem -> problem.at().file().startsWith(FILES.toString()))
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n", "", "\n\n"))
                + PlanPrinter.print(capabilities.plan());
        Path golden = Path.of(file.toString().replace(".yaml", ".plan"));
        if ("write".equals(System.getProperty("portolan.golden"))) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
