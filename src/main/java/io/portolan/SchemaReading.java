package io.portolan;

import io.portolan.compile.CompileOptions;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The schema files of answers, each read once for one loading: what a flow's digest is made of is what its answers are
 * decoded by, even if the file changes meanwhile. What cannot be read, or is not below the capability file's folder, is
 * not there.
 */
final class SchemaReading implements CompileOptions.SchemaPrints {

    /** Far larger than any schema there is. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final Map<Path, Optional<Buffer>> files = new ConcurrentHashMap<>();

    /** Blocks when the file is asked for the first time. */
    @Override
    public String of(String file, String schema) {
        Buffer bytes = bytes(file, schema);
        return bytes == null ? "none" : hash(bytes);
    }

    /** The file that a schema names; what stands behind a number sign is a message in it. */
    static String name(String schema) {
        int number = schema.indexOf('#');
        return number < 0 ? schema : schema.substring(0, number);
    }

    /** Where schemas were looked for, whether they are there or not. */
    Set<Path> paths() {
        return new TreeSet<>(files.keySet());
    }

    /** The content; null when there is none. Blocks when it is asked for the first time. */
    @Nullable
    Buffer bytes(String file, String schema) {
        Path home = Path.of(file).toAbsolutePath().getParent();
        if (home == null) {
            return null;
        }
        try {
            Path path = home.resolve(name(schema).replaceFirst("^file:/*", ""));
            return files.computeIfAbsent(path.normalize(), unread -> Optional.ofNullable(read(home, path)))
                    .orElse(null);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static @Nullable Buffer read(Path home, Path path) {
        try {
            Path real = path.toRealPath();
            if (!real.startsWith(home.toRealPath()) || !Files.isRegularFile(real)) {
                return null;
            }
            try (InputStream in = Files.newInputStream(real)) {
                return Buffer.buffer(in.readNBytes(LONGEST));
            }
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static String hash(Buffer bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
