package io.portolan.mcp.part;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.portolan.format.JsonSyntax;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document taken apart at its longest list: every part is all of the document, but of that list only some
 * elements. Lists in lists are never taken apart.
 */
public final class JsonList {

    private final byte[] json;

    /** Of the list, brackets included. */
    private final int begin;

    private final int end;

    /** Where each element ends, and before the first the place behind the bracket. */
    private final int[] ends;

    private JsonList(byte[] json, int begin, int end, int[] ends) {
        this.json = json;
        this.begin = begin;
        this.end = end;
        this.ends = ends;
    }

    /** The list of a document; null when it has none. */
    public static @Nullable JsonList of(byte[] json) {
        try {
            int begin = 0;
            int end = 0;
            try (JsonParser parser = JsonSyntax.FACTORY.createParser(json)) {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token == JsonToken.START_ARRAY) {
                        int at = (int) parser.currentTokenLocation().getByteOffset();
                        parser.skipChildren();
                        if (position(parser) - at > end - begin) {
                            begin = at;
                            end = position(parser);
                        }
                    }
                }
            }
            return end == 0 ? null : new JsonList(json, begin, end, ends(json, begin, end));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was read before
        }
    }

    int size() {
        return ends.length - 1;
    }

    /** Whether every part can have at least one element, and no part more bytes than these. */
    public boolean fits(int budget) {
        int room = budget - around();
        for (int element = 0; element < size(); element++) {
            if (ends[element + 1] - from(element) > room) {
                return false;
            }
        }
        return room >= 0;
    }

    /** As many elements as fit, from one on. */
    public Piece piece(int from, int budget) {
        int first = Math.min(from, size());
        int last = first;
        int start = first < size() ? from(first) : end;
        while (last < size() && ends[last + 1] - start <= budget - around()) {
            last++;
        }
        Buffer part = Buffer.buffer(json.length - (end - begin) + 2 + (last > first ? ends[last] - start : 0))
                .appendBytes(json, 0, begin + 1);
        if (last > first) {
            part.appendBytes(json, start, ends[last] - start);
        }
        return new Piece(part.appendBytes(json, end - 1, json.length - end + 1), first, last, size());
    }

    /** All parts from an element on. */
    public List<Buffer> pieces(int from, int budget) {
        List<Buffer> pieces = new ArrayList<>();
        int next = from;
        while (next < size()) {
            Piece piece = piece(next, budget);
            pieces.add(piece.bytes());
            next = piece.to();
        }
        return pieces;
    }

    /** All bytes but the elements. */
    private int around() {
        return json.length - (end - begin) + 2;
    }

    /** Where an element begins, with the blanks before it. */
    private int from(int element) {
        int at = ends[element];
        if (element > 0) {
            while (json[at] != ',') {
                at++;
            }
            at++;
        }
        return at;
    }

    private static int[] ends(byte[] json, int begin, int end) throws IOException {
        int[] ends = new int[64];
        ends[0] = begin + 1;
        int count = 1;
        try (JsonParser parser = JsonSyntax.FACTORY.createParser(json, begin, end - begin)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                parser.finishToken();
                if (count == ends.length) {
                    ends = Arrays.copyOf(ends, 2 * count);
                }
                ends[count++] = begin + position(parser);
            }
        }
        return Arrays.copyOf(ends, count);
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
