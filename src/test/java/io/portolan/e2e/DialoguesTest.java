package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that say in their comments what has to happen are served, and it happens: over REST and over MCP. */
@ExtendWith(VertxExtension.class)
final class DialoguesTest {

    static List<Path> files() throws IOException {
        return Stream.concat(in("src/test/resources/dialogues"), in("docs/examples"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void doesWhatItsCommentsSay(Path file, Vertx vertx, @TempDir Path folder) throws IOException {
        assertThat(DialogueRun.exchanges(file)).isPositive();

        assertThat(String.join("\n", DialogueRun.faults(vertx, file, folder))).isEmpty();
    }

    private static Stream<Path> in(String folder) throws IOException {
        if (!Files.isDirectory(Path.of(folder))) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }
}
