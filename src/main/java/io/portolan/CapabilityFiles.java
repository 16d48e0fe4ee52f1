package io.portolan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the capability files that somebody names: files, folders, or those that ship with Portolan. */
final class CapabilityFiles {

    /** Those in the folder {@code capabilities} of the class path. */
    static final List<String> BUNDLED = List.of(
            "ai-gateway-batches.yaml",
            "batch-batch-jobs.yaml",
            "forge-training-jobs.yaml",
            "portkey-batch.yaml",
            "together-ai-rl.yaml");

    /** One byte more than a reader accepts, so that it sees that there is more. */
    private static final int LONGEST = 4 * 1024 * 1024 + 1;

    /**
     * A file's text.
     *
     * @param name as problems call it
     * @param named whether it was named itself, and not found in a folder
     */
    record Source(String name, String text, boolean named) {}

    private CapabilityFiles() {}

    /**
     * Reads the named files, and of named folders every {@code *.yaml} and {@code *.yml} below, by path, hidden ones
     * left out. Blocks.
     *
     * @param paths none for the files that ship with Portolan
     * @throws NoSuchFileException when a named file or folder does not exist
     */
    static List<Source> find(List<String> paths) throws IOException {
        List<Source> sources = new ArrayList<>();
        if (paths.isEmpty()) {
            for (String name : BUNDLED) {
                sources.add(bundled(name));
            }
        }
        for (String named : paths) {
            Path path = Path.of(named);
            if (Files.isDirectory(path)) {
                for (Path file : below(path)) {
                    sources.add(new Source(file.toString(), text(file), false));
                }
            } else {
                sources.add(new Source(named, text(path), true));
            }
        }
        return sources;
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> visible(folder.relativize(file)))
                    .filter(file -> yaml(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean visible(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static boolean yaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }

    private static Source bundled(String name) throws IOException {
        try (InputStream bytes = CapabilityFiles.class.getResourceAsStream("/capabilities/" + name)) {
            if (bytes == null) {
                throw new NoSuchFileException("classpath:capabilities/" + name);
            }
            return new Source(name, new String(bytes.readAllBytes(), StandardCharsets.UTF_8), true);
        }
    }
}
