package io.portolan.cli.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders whose changes the operating system tells. Belongs to one thread, but for {@link #close}. */
final class WatchedFolders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolders.class);

    /** How often to look where the operating system does not tell. */
    private static final Duration POLL = Duration.ofSeconds(2);

    /** Where it does, only to notice that there is a new folder above a file that is not there yet. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final @Nullable WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    /** The files of interest in a folder; null for all. */
    private final Map<WatchKey, @Nullable Set<String>> interests = new HashMap<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean blind;

    WatchedFolders() {
        service = open();
        blind = service == null;
    }

    /** Watches all of a folder. */
    void all(Path folder) {
        WatchKey key = key(folder);
        if (key != null) {
            interests.put(key, null);
        }
    }

    /** Watches one file, in the nearest folder there is. */
    void one(Path file) {
        Path child = file.toAbsolutePath().normalize();
        Path folder = child.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            child = folder;
            folder = folder.getParent();
        }
        WatchKey key = folder == null ? null : key(folder);
        if (key == null || (interests.containsKey(key) && interests.get(key) == null)) {
            return;
        }
        Set<String> names = interests.computeIfAbsent(key, unseen -> new HashSet<>());
        if (names != null) {
            names.add(String.valueOf(child.getFileName()));
        }
    }

    /** Waits for a change that may matter, or until it is time to look. Whether something was told. */
    boolean await() throws InterruptedException {
        return await(blind ? POLL : REST);
    }

    /** Waits so long at most. */
    boolean await(Duration atMost) throws InterruptedException {
        if (service == null) {
            if (closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedException("closed");
            }
            return false;
        }
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            WatchKey key = service.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (key == null) {
                return false;
            }
            boolean matters = matters(key);
            if (!key.reset()) {
                forget(key);
            }
            if (matters) {
                return true;
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.atDebug().addKeyValue("error", e).log("folders are still watched");
            }
        }
    }

    private boolean matters(WatchKey key) {
        Set<String> names = interests.get(key);
        boolean matters = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            // A folder that a cluster mounts is changed through a link of its own, named ..data.
            matters |= names == null
                    || event.context() == null
                    || names.contains(event.context().toString())
                    || event.context().toString().startsWith("..");
        }
        return matters;
    }

    private @Nullable WatchKey key(Path folder) {
        Path real = folder.toAbsolutePath().normalize();
        WatchKey known = keys.get(real);
        if (known != null && known.isValid()) {
            return known;
        }
        if (service == null) {
            return null;
        }
        try {
            WatchKey key = real.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            keys.put(real, key);
            return key;
        } catch (IOException refused) {
            if (!blind && Files.isDirectory(real)) {
                blind = true;
                LOG.atInfo()
                        .addKeyValue("folder", real)
                        .addKeyValue("every", POLL)
                        .log("changes are not told by the system, so files are looked at");
            }
            return null;
        }
    }

    private void forget(WatchKey key) {
        interests.remove(key);
        keys.values().remove(key);
    }

    private static @Nullable WatchService open() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException none) {
            LOG.atInfo().addKeyValue("every", POLL).log("changes are not told by the system, so files are looked at");
            return null;
        }
    }
}
