package io.portolan.mcp.answer;

import io.vertx.core.buffer.Buffer;

/**
 * A part of an answer that is too long to be given at once.
 *
 * @param from where the part begins, in elements of a list or in bytes
 * @param to where the next part would begin
 * @param of how much there is
 */
public record Piece(Buffer bytes, Unit unit, int from, int to, int of) {

    /** In what an answer is counted. */
    public enum Unit {
        /** Elements of the longest list in a JSON document: every part is a document of its own. */
        ELEMENTS,
        /** Bytes that make the answer when put one after another. */
        BYTES
    }

    /** Whether nothing follows. */
    public boolean last() {
        return to >= of;
    }

    /**
     * A part of a text, never parting a character.
     *
     * @param budget bytes the part may have, 4 or more
     */
    public static Piece ofText(byte[] utf8, int from, int budget) {
        int to = Math.min(utf8.length, from + budget);
        while (to < utf8.length && to > from && (utf8[to] & 0xC0) == 0x80) {
            to--;
        }
        return bytes(utf8, from, to);
    }

    /** A part of anything else. */
    public static Piece ofBytes(byte[] bytes, int from, int budget) {
        return bytes(bytes, from, Math.min(bytes.length, from + budget));
    }

    private static Piece bytes(byte[] all, int from, int to) {
        int begin = Math.min(from, to);
        return new Piece(
                Buffer.buffer(to - begin).appendBytes(all, begin, to - begin), Unit.BYTES, begin, to, all.length);
    }
}
