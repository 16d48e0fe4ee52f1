package io.portolan.cli;

import io.portolan.Portolan;
import io.portolan.cli.watch.FileWatch;
import io.portolan.cli.watch.Hangup;
import io.portolan.options.PortolanOptions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes a running Portolan reload: files that change, and SIGHUP. */
final class Doors {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final List<String> named;
    private final Path settings;
    private final @Nullable FileWatch watch;
    private volatile @Nullable Portolan portolan;

    /**
     * Begins to look at the files, so that no change is lost while they are read the first time.
     *
     * @param settings the settings file
     */
    Doors(PortolanOptions options, Path settings) {
        this.named = options.capabilities();
        this.settings = settings;
        this.watch = options.reload().watch()
                ? new FileWatch(this::paths, options.reload().debounce())
                : null;
    }

    /** Reloads it from now on. */
    void open(Portolan running) {
        portolan = running;
        Hangup.handle(() -> reload(running));
        if (watch != null) {
            watch.start(() -> reload(running));
        }
    }

    void close() {
        if (watch != null) {
            watch.close();
        }
    }

    private Collection<Path> paths() {
        Portolan running = portolan;
        Set<Path> paths = new HashSet<>();
        if (running == null) {
            named.forEach(path -> paths.add(Path.of(path)));
        } else {
            paths.addAll(running.sources());
        }
        paths.add(settings);
        return paths;
    }

    private static void reload(Portolan running) {
        running.reload()
                .onFailure(cause ->
                        LOG.atDebug().addKeyValue("error", cause.getMessage()).log("no reload any more"));
    }
}
