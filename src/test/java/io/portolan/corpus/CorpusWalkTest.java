package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every operation and tool of the files from the wild, called over both edges against an upstream that records. */
@ExtendWith(VertxExtension.class)
final class CorpusWalkTest {

    @Test
    void sendsWhatEveryFileOfTheWildSays(Vertx vertx, @TempDir Path copies) {
        assumeTrue(Folder.present(), "no folder of files from the wild");
        Recorder recorder = Recorder.start(vertx);
        Folder folder = new Folder(Folder.wild()).copiedTo(copies, recorder.port());
        List<CapabilityFile> files = folder.readAll();
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder.root(), Variables::given, options -> options);

        List<Exposed> exposed = Folder.exposed(files);
        Walk walk = new Walk(vertx, portolan, recorder, exposed);
        walk.run(vertx);

        String report = Findings.of(walk.mismatches()).toString();
        Folder.write(Path.of("target", "corpus", "walk.txt"), report);
        Folder.write(
                Path.of("target", "corpus", "problems.txt"),
                String.join("\n", portolan.portolan().problems()));
        Problems problems = new Problems(portolan.portolan().problems());
        Folder.write(Path.of("target", "corpus", "corpus.md"), CorpusReport.of(files, exposed, walk, problems));
        assertThat(walk.refused())
                .as("what cannot be served, and which line says so")
                .allSatisfy(one -> assertThat(one.said()).as(one.toString()).isNotEmpty());
        assertThat(walk.mismatches().size())
                .as("%s calls%n%s", walk.calls(), report)
                .isZero();
    }
}
