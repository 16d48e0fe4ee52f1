package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the files of a folder of capabilities of others, where there is one: {@code -Dportolan.corpus=FOLDER}. */
final class WildFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("portolan.corpus", "../shared/corpus"));

    @Test
    void whatIsNotReadIsCutOrAnotherVocabulary() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), () -> "no folder " + FOLDER + ", so no files from the wild are read");
        List<Path> files;
        try (Stream<Path> all = Files.walk(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        List<String> refused = new ArrayList<>();
        for (Path file : files) {
            read(file).stream()
                    .filter(Problem::error)
                    .filter(problem -> !problem.text().contains("was cut at"))
                    .filter(problem -> !problem.text().contains("this seems to be a"))
                    .filter(problem -> !problem.text().startsWith("not a capability, but seems to be"))
                    .map(Problem::toString)
                    .forEach(refused::add);
        }

        assertThat(files).isNotEmpty();
        assertThat(refused).isEmpty();
    }

    private static List<Problem> read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return SpecReader.read(FOLDER.relativize(file).toString(), text).problems();
        } catch (RuntimeException e) {
            return fail(file + ": " + e, e);
        }
    }
}
