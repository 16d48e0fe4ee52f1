package io.portolan;

import io.portolan.format.decode.SchemaSource;
import io.portolan.plan.Flow;
import io.portolan.plan.Output;
import io.vertx.core.buffer.Buffer;
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

    SchemaFiles {
        files = Map.copyOf(files);
    }

    /** Those that these flows name, as they were when the flows were compiled. */
    static SchemaFiles of(SchemaReading reading, String file, List<Flow> flows) {
        Map<String, Buffer> files = new HashMap<>();
        for (Flow flow : flows) {
            if (flow.output() instanceof Output.Shaped shaped
                    && shaped.schema() != null
                    && shaped.format().hasSchemaFile()) {
                Buffer bytes = reading.bytes(file, shaped.schema());
                if (bytes != null) {
                    files.put(SchemaReading.name(shaped.schema()), bytes);
                }
            }
        }
        return new SchemaFiles(files);
    }

    @Override
    public @Nullable Buffer bytes(String name) {
        return files.get(SchemaReading.name(name));
    }
}
