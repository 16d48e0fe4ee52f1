package io.portolan.mcp.rpc;

import io.portolan.format.JsonSyntax.Kind;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One member of a JSON object, read without building a tree.
 *
 * @param text the unescaped string, or the number or boolean as it was spelled; null for null, arrays and objects
 * @param bytes the value, verbatim
 */
public record JsonMember(String name, Kind kind, @Nullable String text, Buffer bytes) {

    /** The string; null when the value is of another kind. */
    public @Nullable String string() {
        return kind == Kind.STRING ? text : null;
    }
}
