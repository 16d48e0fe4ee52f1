package io.portolan.cli.connect;

import io.portolan.cli.fix.FileRewriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A client's own file. */
public final class ConfigFile {

    private ConfigFile() {}

    /**
     * What became of it.
     *
     * @param changed false when all was there already
     * @param backup what it was before; null when it was not there, or is the same
     */
    public record Written(boolean changed, @Nullable Path backup) {}

    /**
     * Puts an entry into the file, and what the file was beside it. Who reads it sees the old text or the new one.
     *
     * @throws UnmergeableException when something would be lost; then all is as before
     */
    public static Written put(Path file, ConfigText entry) throws IOException, UnmergeableException {
        if (!Files.exists(file)) {
            FileRewriter.create(file, entry.alone());
            return new Written(true, null);
        }
        String before = Files.readString(file);
        String after = entry.into(before);
        if (after.equals(before)) {
            return new Written(false, null);
        }
        Path backup = backup(file);
        FileRewriter.rewrite(file, before, after);
        return new Written(true, backup);
    }

    /** A copy under a name that nothing has. */
    private static Path backup(Path file) throws IOException {
        for (int number = 0; ; number++) {
            Path copy = file.resolveSibling(file.getFileName() + ".bak" + (number == 0 ? "" : "." + number));
            try {
                return Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (FileAlreadyExistsException taken) {
                // The next one.
            }
        }
    }
}
