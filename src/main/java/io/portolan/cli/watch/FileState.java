package io.portolan.cli.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** What the file system says of a file, or of what a link leads to: enough to tell that it changed. */
record FileState(FileTime modified, long size, @Nullable Object key) {

    /** Null when there is none. */
    static @Nullable FileState of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.isRegularFile() ? new FileState(now.lastModifiedTime(), now.size(), now.fileKey()) : null;
        } catch (IOException gone) {
            return null;
        }
    }
}
