package io.portolan.compile;

import io.portolan.compile.CompileOptions.SchemaPrints;
import java.util.HashMap;
import java.util.Map;

/** Remembers which schema files were asked for, and what they were. For one document, on one thread at a time. */
final class SchemaUse implements SchemaPrints {

    private final SchemaPrints source;
    private final Map<Schema, String> used = new HashMap<>();

    private record Schema(String file, String name) {}

    SchemaUse(SchemaPrints source) {
        this.source = source;
    }

    @Override
    public String of(String file, String schema) {
        return used.computeIfAbsent(new Schema(file, schema), asked -> source.of(asked.file(), asked.name()));
    }

    /** Whether all of them are still what they were. */
    boolean unchanged(SchemaPrints now) {
        return used.entrySet().stream()
                .allMatch(
                        use -> now.of(use.getKey().file(), use.getKey().name()).equals(use.getValue()));
    }
}
