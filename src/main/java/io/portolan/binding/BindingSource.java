package io.portolan.binding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the values of variables come from: the environment of the process, the file {@code .env} in the working folder,
 * and the files that capability files name. Can be read again and again, for keys are rotated.
 */
public final class BindingSource {

    private static final Logger LOG = LoggerFactory.getLogger(BindingSource.class);

    private final Function<String, @Nullable String> process;
    private final Path folder;
    private volatile @Nullable EnvFile known;

    /**
     * A source.
     *
     * @param process gives the value of a key of the environment; null when there is none
     * @param folder the working folder
     */
    public BindingSource(Function<String, @Nullable String> process, Path folder) {
        this.process = process;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Values that belong together: those of one reading. */
    public static final class Reading {

        private final Environment environment;
        private final Path folder;
        private final Map<Request, Bindings> bindings = new ConcurrentHashMap<>();

        private record Request(String file, Map<String, BindingKey> keys) {}

        private Reading(Environment environment, Path folder) {
            this.environment = environment;
            this.folder = folder;
        }

        /**
         * The bindings of a capability file. The first time reads the files that it names, and blocks; from then on they
         * are known.
         *
         * @param file the capability file
         * @param keys by variable name
         */
        public Bindings of(String file, Map<String, BindingKey> keys) {
            return bindings.computeIfAbsent(new Request(file, keys), this::read);
        }

        private Bindings read(Request request) {
            Map<String, BoundFile> files = new ConcurrentHashMap<>();
            BoundFiles reader = new BoundFiles(request.file(), folder);
            for (BindingKey key : request.keys().values()) {
                String location = key.location();
                if (location != null) {
                    files.computeIfAbsent(location, reader::read);
                }
            }
            return new Bindings(request.keys(), environment, files);
        }
    }

    /** The environment with {@code .env} below it. Prints nothing. */
    private record Environment(Function<String, @Nullable String> process, Map<String, String> file)
            implements Function<String, @Nullable String> {

        @Override
        public @Nullable String apply(String key) {
            String value = process.apply(key);
            return value == null ? file.get(key) : value;
        }

        @Override
        public String toString() {
            return "Environment";
        }
    }

    /** Reads {@code .env}, and everything else when it is asked for. Blocks. */
    public Reading read() {
        EnvFile file = envFile();
        EnvFile before = known;
        if (!file.badLines().isEmpty() && !file.equals(before)) {
            LOG.atWarn()
                    .addKeyValue("file", folder.resolve(".env"))
                    .addKeyValue(
                            "lines",
                            List.copyOf(file.badLines()).stream().sorted().toList())
                    .log("lines of .env are left out (expected: KEY=value)");
        }
        known = file;
        return new Reading(new Environment(Variables.of(process), file.values()), folder);
    }

    /** The files that a reading of these keys depends on, whether they exist or not; for whoever watches them. */
    public Set<Path> files(String file, Map<String, BindingKey> keys) {
        Set<Path> files = new TreeSet<>(new BoundFiles(file, folder).candidates(keys.values()));
        files.add(folder.resolve(".env"));
        return files;
    }

    private EnvFile envFile() {
        try {
            String text = BoundFiles.text(folder.resolve(".env"));
            return text == null ? EnvFile.parse("") : EnvFile.parse(text);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", folder.resolve(".env"))
                    .addKeyValue("error", e.getMessage())
                    .log("a file cannot be read");
            return EnvFile.parse("");
        }
    }
}
