package io.portolan.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWatchTest {

    private static final Duration DEBOUNCE = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private final Semaphore changes = new Semaphore(0);
    private FileWatch watch;

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void tellsThatAFileOfAFolderCameChangedAndWent() throws Exception {
        watch(folder);

        Path file = Files.writeString(folder.resolve("a.yaml"), "one");
        assertThat(told()).as("came").isTrue();
        Files.writeString(file, "another");
        assertThat(told()).as("changed").isTrue();
        Files.delete(file);
        assertThat(told()).as("went").isTrue();
    }

    @Test
    void tellsOfFilesInFoldersThatCameLater() throws Exception {
        watch(folder);

        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Path file = Files.writeString(deep.resolve("c.yml"), "one");
        assertThat(told()).isTrue();
        Files.writeString(file, "another");

        assertThat(told()).isTrue();
    }

    @Test
    void tellsThatANamedFileWasReplacedAsEditorsDo() throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), "one");
        watch(file);

        Path swap = Files.writeString(folder.resolve("a.yaml~"), "two");
        Files.move(swap, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(told()).isTrue();
    }

    @Test
    void tellsThatAFileCameWhoseFolderWasNotThere() throws Exception {
        Path file = folder.resolve("conf/portolan.yaml");
        watch(file);

        Files.createDirectories(file.getParent());
        Files.writeString(file, "one");

        assertThat(told()).isTrue();
    }

    @Test
    void tellsThatALinkLeadsElsewhere() throws Exception {
        Path first =
                Files.writeString(Files.createDirectories(folder.resolve("..1")).resolve("a.yaml"), "one");
        Path second =
                Files.writeString(Files.createDirectories(folder.resolve("..2")).resolve("a.yaml"), "another");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getParent());
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data", "a.yaml"));
        watch(folder);

        Path swap = Files.createSymbolicLink(folder.resolve("..tmp"), second.getParent());
        Files.move(swap, data, StandardCopyOption.ATOMIC_MOVE);

        assertThat(told()).isTrue();
    }

    @Test
    void saysNothingOfWhatIsNotWatched() throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), "one");
        watch(file);

        Files.writeString(folder.resolve("b.yaml"), "two");
        Files.writeString(folder.resolve("log.txt"), "three");
        Files.writeString(file, "the only one");

        assertThat(told()).isTrue();
        assertThat(changes.availablePermits()).isZero();
    }

    @Test
    void tellsOfAChangeBetweenTheFirstLookAndTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), "one");
        watch = new FileWatch(() -> List.of(folder), DEBOUNCE);
        Files.writeString(file, "another");

        watch.start(changes::release);

        assertThat(told()).isTrue();
    }

    private void watch(Path... paths) throws IOException {
        watch = new FileWatch(() -> List.of(paths), DEBOUNCE);
        watch.start(changes::release);
    }

    private boolean told() throws InterruptedException {
        return changes.tryAcquire(10, TimeUnit.SECONDS);
    }
}
