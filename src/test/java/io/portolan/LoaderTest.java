package io.portolan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.PortolanOptions;
import io.portolan.spec.Problem;
import io.portolan.testing.Seeds;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoaderTest {

    private static final String PORTKEY = "portkey-batch.yaml";

    @TempDir
    private Path folder;

    private final Loader loader = new Loader();

    @Test
    void givesNamespacesInTheOrderOfThePathsWhateverIsReadFirst() throws IOException {
        for (int i = 0; i < 40; i++) {
            Files.writeString(folder.resolve(String.format("%02d.yaml", i)), Seeds.text(PORTKEY, 1000 + i));
        }

        Loader.Loaded loaded = load();

        assertThat(loaded.capabilities().plan().upstreams())
                .filteredOn(upstream -> upstream.namespace().equals("portkey-batch"))
                .singleElement()
                .satisfies(upstream -> assertThat(upstream.file()).endsWith("00.yaml"));
        assertThat(loaded.capabilities().plan().upstreams())
                .filteredOn(upstream -> upstream.namespace().equals("portkey-batch-40"))
                .singleElement()
                .satisfies(upstream -> assertThat(upstream.file()).endsWith("39.yaml"));
    }

    @Test
    void seesAChangeThatKeepsSizeAndTime() throws IOException {
        Path file = Seeds.copy(folder, PORTKEY, 1111);
        FileTime time = Files.getLastModifiedTime(file);
        loader.accept(load());
        Files.writeString(file, Seeds.text(PORTKEY, 2222));
        Files.setLastModifiedTime(file, time);

        assertThat(load().files().changed()).containsExactly(file.toString());
    }

    @Test
    void seesNoChangeWhereOnlyTheTimeDiffers() throws IOException {
        Path file = Seeds.copy(folder, PORTKEY, 1111);
        loader.accept(load());
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));

        assertThat(load().files().none()).isTrue();
    }

    @Test
    void readsAFileOnceThatIsNamedTwice() throws IOException {
        Path file = Seeds.copy(folder, PORTKEY, 1111);
        PortolanOptions options =
                PortolanOptions.defaults().withCapabilities(List.of(folder.toString(), file.toString()));

        Capabilities capabilities = Capabilities.load(options);

        assertThat(capabilities.plan().upstreams()).hasSize(1);
        assertThat(capabilities.problems()).doesNotHaveDuplicates().noneMatch(Problem::error);
    }

    @Test
    void tellsHowFarItHasCome() throws IOException {
        Seeds.copies(folder, 1111);
        Map<Integer, Integer> told = new ConcurrentHashMap<>();

        loader.load(options(), told::put);

        assertThat(told).containsOnlyKeys(1, 2, 3, 4, 5).containsValue(5);
    }

    @Test
    void refusesAFileForItsSizeAndReadsOnlyItsBeginning() throws IOException {
        Path large = folder.resolve("large.yaml");
        Files.writeString(large, Seeds.text(PORTKEY, 1111));
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(100L << 20);
        }

        Loader.Loaded loaded = load();

        assertThat(loaded.capabilities().plan().upstreams()).isEmpty();
        assertThat(loaded.capabilities().problems())
                .singleElement()
                .hasToString(large + ":1:1: error: the file is larger than 4194304 bytes, and is not read"
                        + " (expected: at most that)");
    }

    @Test
    void leavesOutALargeFileThatIsNoCapability() throws IOException {
        Files.writeString(folder.resolve("large.yaml"), "openapi: 3.1.0\n" + "#\n".repeat(3_000_000));

        assertThat(load().capabilities().problems()).noneMatch(Problem::error).hasSize(1);
    }

    @Test
    void cutsNoFileWhoseCharactersTakeSeveralBytes() throws IOException {
        Files.writeString(folder.resolve("wide.yaml"), Seeds.text(PORTKEY, 1111) + "# \u00e4\u20ac\n".repeat(600_000));

        assertThat(load().capabilities().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).startsWith("the file is larger than"));
    }

    private Loader.Loaded load() throws IOException {
        return loader.load(options(), LoadProgress.NONE);
    }

    private PortolanOptions options() {
        return PortolanOptions.defaults().withCapabilities(List.of(folder.toString()));
    }
}
