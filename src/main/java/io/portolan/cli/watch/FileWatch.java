package io.portolan.cli.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when one of some files changes, or a YAML file below one of some folders. Begins to look when it is made, so
 * that no change is lost between a first reading and {@link #start}.
 */
public final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    /** Files that never come to rest are read all the same after so many times the wait for it. */
    private static final int PATIENCE = 25;

    private final Supplier<Collection<Path>> paths;
    private final Duration debounce;
    private final WatchedFolders folders = new WatchedFolders();
    private Map<Path, Map<Path, FileState>> last;
    private @Nullable Thread thread;

    /**
     * Begins to look.
     *
     * @param paths files and folders; asked for anew after each change
     * @param debounce how long all has to be quiet after a change
     */
    public FileWatch(Supplier<Collection<Path>> paths, Duration debounce) {
        this.paths = paths;
        this.debounce = debounce;
        this.last = look();
    }

    /** Tells from now on, on a thread of its own. */
    public void start(Runnable changed) {
        thread = Thread.ofPlatform().daemon().name("portolan-watch").start(() -> run(changed));
    }

    @Override
    public void close() {
        folders.close();
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(Runnable changed) {
        try {
            while (true) {
                if (changed()) {
                    changed.run();
                }
                if (folders.await()) {
                    settle();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException closed) {
            LOG.atDebug().log("files are no longer watched");
        }
    }

    private void settle() throws InterruptedException {
        for (int patience = PATIENCE; patience > 0 && folders.await(debounce); patience--) {
            LOG.atTrace().log("files are still changing");
        }
    }

    /** A path that is watched only since now has not changed. */
    private boolean changed() {
        Map<Path, Map<Path, FileState>> now = look();
        boolean changed = now.entrySet().stream()
                .anyMatch(root ->
                        last.containsKey(root.getKey()) && !root.getValue().equals(last.get(root.getKey())));
        last = now;
        return changed;
    }

    private Map<Path, Map<Path, FileState>> look() {
        Map<Path, Map<Path, FileState>> found = new HashMap<>();
        for (Path path : paths.get()) {
            Map<Path, FileState> files = new HashMap<>();
            if (Files.isDirectory(path)) {
                below(path, files);
            } else {
                file(path, files);
            }
            found.put(path, files);
        }
        return found;
    }

    private void file(Path path, Map<Path, FileState> files) {
        folders.one(path);
        if (Files.isSymbolicLink(path)) {
            target(path);
        }
        FileState state = FileState.of(path);
        if (state != null) {
            files.put(path, state);
        }
    }

    private void target(Path link) {
        try {
            folders.one(link.toRealPath());
        } catch (IOException broken) {
            LOG.atDebug().addKeyValue("link", link).log("a link leads nowhere");
        }
    }

    private void below(Path folder, Map<Path, FileState> files) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    if (!path.equals(folder) && hidden(path)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    // Before its files are looked at, so that none changes in between.
                    folders.all(path);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                    if (!hidden(path) && yaml(path)) {
                        file(path, files);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path path, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException gone) {
            LOG.atDebug().addKeyValue("folder", folder).log("a folder went while it was looked at");
        }
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean yaml(Path path) {
        return path.toString().endsWith(".yaml") || path.toString().endsWith(".yml");
    }
}
