package io.portolan.spec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines and columns of a document's parts, a dozen bytes each: they are kept for as long as the file is served, of
 * thousands of files. Sorted by path, each path without what it shares with the one before; of every block of them the
 * first is whole, so that a path is found by halving.
 */
final class PackedPositions {

    private static final int BLOCK = 16;

    private final byte[] entries;
    private final int[] blocks;

    private PackedPositions(byte[] entries, int[] blocks) {
        this.entries = entries;
        this.blocks = blocks;
    }

    /** @param positions by path, all in one file */
    static PackedPositions of(Map<String, Position> positions) {
        SortedMap<byte[], Position> sorted = new TreeMap<>(Arrays::compareUnsigned);
        positions.forEach((path, at) -> sorted.put(path.getBytes(StandardCharsets.UTF_8), at));
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        int[] blocks = new int[(sorted.size() + BLOCK - 1) / BLOCK];
        byte[] before = {};
        int index = 0;
        for (Map.Entry<byte[], Position> part : sorted.entrySet()) {
            byte[] path = part.getKey();
            boolean first = index % BLOCK == 0;
            if (first) {
                blocks[index / BLOCK] = entries.size();
            }
            int shared = first ? 0 : shared(before, path);
            number(entries, shared);
            number(entries, path.length - shared);
            entries.write(path, shared, path.length - shared);
            number(entries, part.getValue().line());
            number(entries, part.getValue().column());
            before = path;
            index++;
        }
        return new PackedPositions(entries.toByteArray(), blocks);
    }

    /** The place of exactly this part; null when the file does not have it. */
    @Nullable
    Position at(String file, String path) {
        byte[] wanted = path.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = blocks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (new Reader(blocks[middle]).next().compareTo(wanted) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return blocks.length == 0 ? null : within(low, wanted, file);
    }

    private @Nullable Position within(int block, byte[] wanted, String file) {
        int end = block + 1 < blocks.length ? blocks[block + 1] : entries.length;
        Reader reader = new Reader(blocks[block]);
        while (reader.at < end) {
            int order = reader.next().compareTo(wanted);
            if (order >= 0) {
                return order == 0 ? new Position(file, reader.line, reader.column) : null;
            }
        }
        return null;
    }

    private static int shared(byte[] one, byte[] other) {
        int mismatch = Arrays.mismatch(one, other);
        return mismatch < 0 ? one.length : mismatch;
    }

    /** Seven bits a byte, the low ones first; the highest bit says that more follow. */
    private static void number(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** Reads one entry after another, the first of a block first. */
    private final class Reader {

        private int at;
        private int line;
        private int column;
        private int length;
        private byte[] path = {};

        Reader(int start) {
            at = start;
        }

        Reader next() {
            int shared = number();
            int own = number();
            length = shared + own;
            path = length > path.length ? Arrays.copyOf(path, 2 * length) : path;
            System.arraycopy(entries, at, path, shared, own);
            at += own;
            line = number();
            column = number();
            return this;
        }

        int compareTo(byte[] other) {
            return Arrays.compareUnsigned(path, 0, length, other, 0, other.length);
        }

        private int number() {
            int number = 0;
            int shift = 0;
            while (entries[at] < 0) {
                number |= (entries[at] & 0x7f) << shift;
                shift += 7;
                at++;
            }
            number |= entries[at] << shift;
            at++;
            return number;
        }
    }
}
