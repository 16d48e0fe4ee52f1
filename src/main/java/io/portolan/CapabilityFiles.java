package io.portolan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the capability files that somebody names: files, folders, or those that ship with Portolan. */
final class CapabilityFiles {

    /** Those in the folder {@code capabilities} of the class path. */
    static final List<String> BUNDLED = List.of(
            "ai-gateway-batches.yaml",
            "batch-batch-jobs.yaml",
            "forge-training-jobs.yaml",
            "portkey-batch.yaml",
            "together-ai-rl.yaml");

    /**
     * A file, not yet read.
     *
     * @param name as problems call it
     * @param path null for one that ships with Portolan
     * @param named whether it was named itself, and not found in a folder
     */
    record Source(String name, @Nullable Path path, boolean named) {

        /** Its bytes; {@code atMost} of them. */
        byte[] bytes(int atMost) throws IOException {
            try (InputStream in = path == null ? bundled(name) : Files.newInputStream(path)) {
                return in.readNBytes(atMost);
            }
        }
    }

    private CapabilityFiles() {}

    /**
     * The named files, and of named folders every {@code *.yaml} and {@code *.yml} below, by path, hidden ones left
     * out; each once, however often it is named. Blocks.
     *
     * @param paths none for the files that ship with Portolan
     * @throws IOException when a name is none, or a named folder cannot be listed
     */
    static Collection<Source> find(List<String> paths) throws IOException {
        Map<Path, Source> sources = new LinkedHashMap<>();
        if (paths.isEmpty()) {
            BUNDLED.forEach(name -> sources.put(Path.of(name), new Source(name, null, true)));
        }
        for (String named : paths) {
            Path path = path(named);
            if (Files.isDirectory(path)) {
                for (Path file : below(path)) {
                    sources.putIfAbsent(key(file), new Source(file.toString(), file, false));
                }
            } else {
                sources.put(key(path), new Source(named, path, true));
            }
        }
        return sources.values();
    }

    private static Path path(String named) throws IOException {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            throw new FileSystemException(named, null, e.getReason());
        }
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static List<Path> below(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        // A link that is named is followed, those inside are not: they could lead in a circle.
        Path start = Files.isSymbolicLink(folder) ? folder.resolve(".") : folder;
        Files.walkFileTree(start, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return path.equals(start) || !hidden(path) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                // A pipe would block, and a device has no end. A link that leads nowhere is told when it is read.
                boolean readable = Files.isRegularFile(path) || !Files.exists(path);
                if (readable && !hidden(path) && yaml(path.toString())) {
                    files.add(folder.resolve(start.relativize(path)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException cause) throws IOException {
                if (path.equals(start)) {
                    throw cause;
                }
                // Files come and go while others are looked at; one that is there but cannot be read is told later.
                if (!(cause instanceof NoSuchFileException)) {
                    files.add(folder.resolve(start.relativize(path)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files.stream().sorted().toList();
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean yaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static InputStream bundled(String name) throws IOException {
        InputStream bytes = CapabilityFiles.class.getResourceAsStream("/capabilities/" + name);
        if (bytes == null) {
            throw new NoSuchFileException("classpath:capabilities/" + name);
        }
        return bytes;
    }
}
