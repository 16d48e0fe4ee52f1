package io.portolan.mcp.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.portolan.format.JsonBytes;
import io.portolan.format.JsonSyntax;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

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
     * A part of a JSON document: all of it, but of its longest list only the elements from a place on that fit. Lists in
     * lists are never taken apart.
     *
     * @param budget bytes the part may have
     * @return null when the document has no such list, or one whose elements do not fit one by one
     */
    public static @Nullable Piece ofJson(byte[] json, int from, int budget) {
        try {
            int[] list = longestList(json);
            int around = json.length - (list[1] - list[0]) + 2;
            return list[1] == 0 || around > budget ? null : elements(json, list, from, budget - around);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was read before
        }
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

    /** Where the longest list that is in no other begins and ends; zeros when there is none. */
    private static int[] longestList(byte[] json) throws IOException {
        int begin = 0;
        int end = 0;
        try (JsonParser parser = JsonSyntax.FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    int at = start(parser);
                    parser.skipChildren();
                    if (end(parser) - at > end - begin) {
                        begin = at;
                        end = end(parser);
                    }
                }
            }
        }
        return new int[] {begin, end};
    }

    private static @Nullable Piece elements(byte[] json, int[] list, int from, int room) throws IOException {
        int count = 0;
        int first = 0; // bytes of the list that are taken
        int last = 0;
        int taken = 0;
        boolean full = false;
        try (JsonParser parser = JsonSyntax.FACTORY.createParser(json, list[0], list[1] - list[0])) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int begin = list[0] + start(parser);
                parser.skipChildren();
                parser.finishToken();
                int end = list[0] + end(parser);
                if (end - begin > room) {
                    return null;
                }
                if (count >= from && !full) {
                    first = taken == 0 ? begin : first;
                    full = end - first > room;
                    last = full ? last : end;
                    taken += full ? 0 : 1;
                }
                count++;
            }
        }
        Buffer part = new JsonBytes(json.length - (list[1] - list[0]) + 2 + last - first)
                .raw(Buffer.buffer().appendBytes(json, 0, list[0]))
                .raw("[")
                .raw(Buffer.buffer().appendBytes(json, first, last - first))
                .raw("]")
                .raw(Buffer.buffer().appendBytes(json, list[1], json.length - list[1]))
                .toBuffer();
        int begin = Math.min(from, count);
        return new Piece(part, Unit.ELEMENTS, begin, begin + taken, count);
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
