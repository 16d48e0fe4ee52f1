package io.portolan.mcp.schema;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A schema that is compiled when it is first needed, so that thousands of tools do not slow the start. */
public final class LazySchema {

    private static final Logger LOG = LoggerFactory.getLogger(LazySchema.class);

    private final Supplier<@Nullable String> text;
    private volatile @Nullable Compiled compiled;

    /** @param schema null when there is nothing to check */
    private record Compiled(@Nullable ValueSchema schema) {}

    /** @param text the schema; null when there is nothing to check */
    public LazySchema(Supplier<@Nullable String> text) {
        this.text = text;
    }

    /** Null when there is nothing to check. */
    public @Nullable ValueSchema get() {
        Compiled known = compiled;
        if (known == null) {
            known = compile();
            compiled = known;
        }
        return known.schema();
    }

    private Compiled compile() {
        String schema = text.get();
        try {
            return new Compiled(schema == null ? null : ValueSchema.of(schema));
        } catch (IllegalArgumentException unsound) {
            // Files with such a schema are refused; this one came some other way.
            LOG.atError().addKeyValue("error", unsound).log("schema is unsound and is not checked");
            return new Compiled(null);
        }
    }
}
