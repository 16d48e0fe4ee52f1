package io.portolan.plan;

import io.portolan.expr.Expression;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the body of an upstream request is. */
public sealed interface RequestBody {

    /**
     * The caller's bytes, as they came.
     *
     * @param contentType what they are when the caller does not say so; null for JSON
     */
    record Forwarded(@Nullable String contentType) implements RequestBody {}

    /**
     * Made of what the file says.
     *
     * @param content holes are positions in the operation's parameters
     * @param contentType null for the kind's own
     */
    record Rendered(Kind kind, Expression content, @Nullable String contentType) implements RequestBody {}

    /** How content becomes bytes. */
    enum Kind {
        JSON,
        TEXT,
        XML,
        FORM,
        MULTIPART,
        SPARQL,
        BINARY;

        /** The word of a plan. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
