package io.portolan.binding;

import io.portolan.format.KeyFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the files that one capability file names for its variables; none outside its folder and the working folder. */
final class BoundFiles {

    /** Far more than keys need, and little enough to be held. */
    private static final int LARGEST = 1024 * 1024;

    private final List<Path> folders;

    BoundFiles(String capability, Path workingFolder) {
        this.folders = List.of(folder(capability, workingFolder), workingFolder);
    }

    private static Path folder(String capability, Path workingFolder) {
        try {
            Path parent = Path.of(capability).toAbsolutePath().normalize().getParent();
            return parent == null ? workingFolder : parent;
        } catch (InvalidPathException noFile) {
            return workingFolder;
        }
    }

    BoundFile read(String location) {
        if (!BoundLocation.readable(location)) {
            return new BoundFile.Unread("and " + BoundLocation.scheme(location)
                    + " is no place that values are read from (expected: no location, which is the environment, or"
                    + " file:)");
        }
        List<Path> candidates = candidates(location);
        try {
            for (Path candidate : candidates) {
                if (Files.exists(candidate)) {
                    return inside(candidate) ? parsed(candidate) : outside();
                }
            }
        } catch (IOException | SecurityException e) {
            return new BoundFile.Unread("which cannot be read");
        }
        return candidates.isEmpty() ? outside() : new BoundFile.Unread("which does not exist");
    }

    /** Every path at which one of these files may be. */
    Set<Path> candidates(Collection<BindingKey> keys) {
        Set<Path> all = new TreeSet<>();
        for (BindingKey key : keys) {
            if (key.location() != null && BoundLocation.readable(key.location())) {
                all.addAll(candidates(key.location()));
            }
        }
        return all;
    }

    /** What a location may mean: beside the capability file first, then in the working folder. */
    private List<Path> candidates(String location) {
        try {
            Path path = Path.of(BoundLocation.path(location));
            return folders.stream()
                    .map(folder -> folder.resolve(path).normalize())
                    .filter(candidate -> folders.stream().anyMatch(candidate::startsWith))
                    .distinct()
                    .toList();
        } catch (InvalidPathException noPath) {
            return List.of();
        }
    }

    /** With every symbolic link followed. */
    private boolean inside(Path candidate) throws IOException {
        Path real = candidate.toRealPath();
        for (Path folder : folders) {
            if (Files.exists(folder) && real.startsWith(folder.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    private static BoundFile outside() {
        return new BoundFile.Unread(
                "which is no place to read (expected: a file below the folder of the capability file or the working"
                        + " folder)");
    }

    private static BoundFile parsed(Path file) throws IOException {
        String text = text(file);
        if (text == null) {
            return new BoundFile.Unread("which is no file, or larger than 1 MiB");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".env")) {
            return new BoundFile.Read(EnvFile.parse(text).values());
        }
        try {
            boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
            return new BoundFile.Read(yaml ? KeyFile.yaml(text) : KeyFile.json(text));
        } catch (KeyFile.UnreadableException e) {
            return new BoundFile.Unread("which " + e.getMessage());
        }
    }

    /** The text of a file; null when it is not there, is none, or is too large. */
    static @Nullable String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] read = bytes.readNBytes(LARGEST + 1);
            return read.length > LARGEST ? null : new String(read, StandardCharsets.UTF_8);
        }
    }
}
