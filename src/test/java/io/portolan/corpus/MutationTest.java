package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.compile.Compilation;
import io.portolan.compile.CompileOptions;
import io.portolan.compile.Compiler;
import io.portolan.compile.Overlay;
import io.portolan.corpus.Mutations.Original;
import io.portolan.options.McpOptions.ToolNames;
import io.portolan.spec.Document;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.SpecReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damages files at random, always the same way. How often says the system property {@code portolan.mutations}; the
 * folder of files from the wild takes part when it is there.
 */
@Timeout(600)
final class MutationTest {

    private static final long SEED = 20_261_122;
    private static final long TIMES = Long.getLong("portolan.mutations", 3_000);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final CompileOptions OPTIONS = new CompileOptions(null, null, ToolNames.AUTO, false, Overlay.NONE);

    @Test
    void noDamageMakesMoreThanProblemsWithPlaces() {
        List<Original> sources = sources();
        AtomicLong slowest = new AtomicLong();

        List<String> failures = LongStream.range(SEED, SEED + TIMES)
                .parallel()
                .mapToObj(seed -> failure(sources, seed, slowest))
                .filter(failure -> !failure.isEmpty())
                .limit(10)
                .toList();

        assertThat(failures).isEmpty();
        Folder.write(
                Path.of("target", "corpus", "mutations-" + TIMES + ".txt"),
                "%d damaged texts of %d files: no exception, each message with a place inside of its text; the slowest took %d ms%n"
                        .formatted(
                                TIMES,
                                sources.size(),
                                Duration.ofNanos(slowest.get()).toMillis()));
        assertThat(Duration.ofNanos(slowest.get())).as("the slowest").isLessThan(LONGEST);
    }

    private static List<Original> sources() {
        List<Original> sources = new ArrayList<>();
        List<Path> folders = new ArrayList<>(
                List.of(Path.of("src/main/resources/capabilities"), Path.of("src/test/resources/anomalies")));
        if (Files.isDirectory(Folder.wild())) {
            folders.add(Folder.wild());
        }
        for (Path folder : folders) {
            new Folder(folder).files().forEach(file -> sources.add(Original.of(Folder.read(file))));
        }
        return sources;
    }

    private static String failure(List<Original> sources, long seed, AtomicLong slowest) {
        String text = new Mutations(sources, seed).next();
        long begun = System.nanoTime();
        try {
            Document document = SpecReader.read("f.yaml", text);
            Compilation compilation = Compiler.compile(List.of(document), OPTIONS);
            List<Problem> problems = new ArrayList<>(document.problems());
            problems.addAll(compilation.problems());
            for (Problem problem : problems) {
                if (!inside(problem.at(), text)) {
                    return "seed " + seed + ": outside of the file: " + problem;
                }
            }
            return "";
        } catch (RuntimeException | StackOverflowError e) {
            return "seed " + seed + ": " + e + " at "
                    + List.of(e.getStackTrace()).subList(0, Math.min(4, e.getStackTrace().length));
        } finally {
            slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
        }
    }

    /** One past the last character is inside: there the end of a line or file stands. */
    private static boolean inside(Position position, String text) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        if (position.line() < 1 || position.line() > lines.length) {
            return false;
        }
        String line = lines[position.line() - 1];
        return position.column() >= 1 && position.column() <= line.codePointCount(0, line.length()) + 1;
    }
}
