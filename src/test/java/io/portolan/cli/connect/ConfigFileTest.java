package io.portolan.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

    private static final ConfigText FIRST =
            Client.CURSOR.text("portolan", new Connection.Url("http://127.0.0.1:1/mcp"));
    private static final ConfigText SECOND =
            Client.CURSOR.text("portolan", new Connection.Url("http://127.0.0.1:2/mcp"));

    @TempDir
    private Path folder;

    @Test
    void makesTheFileAndItsFolders() throws Exception {
        Path file = folder.resolve("a/.cursor/mcp.json");

        ConfigFile.Written written = ConfigFile.put(file, FIRST);

        assertThat(written).isEqualTo(new ConfigFile.Written(true, null));
        assertThat(file).hasContent(FIRST.alone());
        assertThat(names(file.getParent())).containsExactly("mcp.json");
    }

    @Test
    void keepsEveryStateBefore() throws Exception {
        Path file = Files.writeString(folder.resolve("mcp.json"), "{\"mine\": 1}\n");

        ConfigFile.Written first = ConfigFile.put(file, FIRST);
        ConfigFile.Written same = ConfigFile.put(file, FIRST);
        String between = Files.readString(file);
        ConfigFile.Written second = ConfigFile.put(file, SECOND);

        assertThat(first.backup()).isEqualTo(folder.resolve("mcp.json.bak")).hasContent("{\"mine\": 1}\n");
        assertThat(same).isEqualTo(new ConfigFile.Written(false, null));
        assertThat(second.backup()).isEqualTo(folder.resolve("mcp.json.bak.1")).hasContent(between);
        assertThat(names(folder)).containsExactly("mcp.json", "mcp.json.bak", "mcp.json.bak.1");
    }

    @Test
    void touchesNothingWhenItCannotBeDone() throws Exception {
        Path file = Files.writeString(folder.resolve("mcp.json"), "{\"mcpServers\": 1}\n");

        assertThatThrownBy(() -> ConfigFile.put(file, FIRST)).isInstanceOf(UnmergeableException.class);

        assertThat(file).hasContent("{\"mcpServers\": 1}\n");
        assertThat(names(folder)).containsExactly("mcp.json");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions of POSIX")
    void writesWhatALinkPointsToAndKeepsItsPermissions() throws Exception {
        Path real = Files.writeString(folder.resolve("real.json"), "{}\n");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("mcp.json"), real);

        ConfigFile.put(link, FIRST);

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).contains("portolan");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-------");
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }
}
