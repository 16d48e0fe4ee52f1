package io.portolan;

import io.portolan.format.decode.RawFormat;
import io.portolan.format.decode.SchemaSource;
import io.portolan.plan.Flow;
import io.portolan.plan.Output;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema files of one capability file's answers, read beforehand.
 *
 * @param files by the name that the file gives them
 */
record SchemaFiles(Map<String, Buffer> files) implements SchemaSource {

    /** Far larger than any schema there is. */
    private static final int LONGEST = 4 * 1024 * 1024;

    SchemaFiles {
        files = Map.copyOf(files);
    }

    /** Those that these flows name. Blocks. What cannot be read, or is not below the file's folder, is left out. */
    static SchemaFiles of(String file, List<Flow> flows) {
        Map<String, Buffer> files = new HashMap<>();
        for (Flow flow : flows) {
            if (flow.output() instanceof Output.Shaped shaped
                    && shaped.schema() != null
                    && (shaped.format() == RawFormat.AVRO || shaped.format() == RawFormat.PROTOBUF)) {
                // What stands behind a number sign is a message in the file.
                String name = shaped.schema().replaceFirst("#.*$", "");
                Buffer bytes = files.containsKey(name) ? null : read(file, name);
                if (bytes != null) {
                    files.put(name, bytes);
                }
            }
        }
        return new SchemaFiles(files);
    }

    @Override
    public @Nullable Buffer bytes(String name) {
        return files.get(name.replaceFirst("#.*$", ""));
    }

    private static @Nullable Buffer read(String file, String name) {
        Path home = Path.of(file).toAbsolutePath().getParent();
        if (home == null) {
            return null;
        }
        try {
            Path real = home.resolve(name.replaceFirst("^file:/*", "")).toRealPath();
            if (!real.startsWith(home.toRealPath())) {
                return null;
            }
            try (InputStream in = Files.newInputStream(real)) {
                return Buffer.buffer(in.readNBytes(LONGEST));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            return null;
        }
    }
}
