package io.portolan.mcp.part;

import io.vertx.core.buffer.Buffer;

/**
 * A part of a JSON document: all of it, but of its longest list only some elements.
 *
 * @param from the first of these elements
 * @param to where the next part would begin
 * @param of how many there are
 */
public record Piece(Buffer bytes, int from, int to, int of) {

    /** Whether nothing follows. */
    public boolean last() {
        return to >= of;
    }
}
