package io.portolan.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRewriterTest {

    @TempDir
    Path folder;

    @Test
    void keepsThePermissionsAndLeavesNothingElseBehind() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));

        FileRewriter.rewrite(file, "old", "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-x--x");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void writesThroughALink() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("b.yaml"), file.getFileName());

        FileRewriter.rewrite(link, "old", "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void leavesAFileAloneThatHasChangedMeanwhile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "somebody else's");

        assertThatIOException()
                .isThrownBy(() -> FileRewriter.rewrite(file, "old", "new"))
                .withMessageContaining("has changed");

        assertThat(file).hasContent("somebody else's");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void leavesAFileAloneWhoseBytesAreNotUtf8() throws IOException {
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("a.yaml"), latin);

        assertThatIOException()
                .isThrownBy(() -> FileRewriter.rewrite(file, new String(latin, StandardCharsets.UTF_8), "new"))
                .withMessageContaining("not UTF-8");

        assertThat(Files.readAllBytes(file)).isEqualTo(latin);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
