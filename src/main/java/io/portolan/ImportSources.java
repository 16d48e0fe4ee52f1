package io.portolan;

import io.portolan.CapabilityFiles.Source;
import io.portolan.spec.Document;
import io.portolan.spec.ImportResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The files that capability files import sections from. Not for two threads at once. */
final class ImportSources {

    private final DocumentCache cache = new DocumentCache();
    private Set<Path> files = Set.of();

    /** Those of the last time, for whoever watches them. */
    Set<Path> files() {
        return files;
    }

    /**
     * Puts the imports of the documents in place.
     *
     * @param documents by name
     * @param folders that were given to be served; imports may come from there, and from beside or above the file
     * @param workers read one file each
     */
    void resolve(Map<String, Document> documents, List<String> folders, ExecutorService workers) throws IOException {
        Map<String, Map<String, Path>> wanted = new LinkedHashMap<>();
        Map<Path, Source> sources = new LinkedHashMap<>();
        for (Document document : documents.values()) {
            for (String path : document.imports()) {
                Path file = file(document.file(), path, folders);
                if (file != null) {
                    wanted.computeIfAbsent(document.file(), unseen -> new HashMap<>())
                            .put(path, file);
                    sources.putIfAbsent(file, new Source(file.toString(), file, false));
                }
            }
        }
        files = new TreeSet<>(sources.keySet());
        Map<String, Document> read = read(new ArrayList<>(sources.values()), workers);
        documents.replaceAll((name, document) -> ImportResolver.resolve(document, path -> {
            Path file = wanted.getOrDefault(name, Map.of()).get(path);
            return file == null ? null : read.get(file.toString());
        }));
    }

    private Map<String, Document> read(List<Source> sources, ExecutorService workers) throws IOException {
        Map<String, Document> read = new HashMap<>();
        if (!sources.isEmpty()) {
            for (DocumentCache.Read one : cache.read(sources, true, LoadProgress.NONE, workers)) {
                if (one.document() != null) {
                    read.put(one.source().name(), one.document());
                }
            }
        }
        return read;
    }

    /** The file that a path beside another means; null when it is not there or lies outside of what may be read. */
    private static @Nullable Path file(String document, String path, List<String> folders) throws IOException {
        Path home = Path.of(document).toAbsolutePath().getParent();
        if (home == null) {
            return null;
        }
        Path file = home.resolve(path).normalize();
        if (!Files.isRegularFile(file)) {
            return null;
        }
        Path real = file.toRealPath();
        Path above = home.getParent();
        List<Path> allowed = new ArrayList<>(List.of(above == null ? home : above));
        folders.forEach(folder -> allowed.add(Path.of(folder)));
        for (Path folder : allowed) {
            if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
                return Path.of(document).resolveSibling(path).normalize();
            }
        }
        return null;
    }
}
