package io.portolan.format.jsonl;

import org.jspecify.annotations.Nullable;

/**
 * Which line had an id first, by 128 bits of its SHA-256: among ten million ids two that differ meet in them with a
 * probability of 10^-25, and none can be made to, so nothing else of an id is kept. 20 bytes an id in tables that are a
 * third to two thirds full; each of the many small ones grows by itself, so that growing copies little at a time.
 */
final class IdSet {

    private static final int TABLES = 256;
    private static final int FIRST_SIZE = 8;

    private final @Nullable Table[] tables = new @Nullable Table[TABLES];

    /** The line that had it before, which counts from 1; else 0, and from now on it is this line. */
    int put(long high, long low, int line) {
        int number = (int) (high >>> 56);
        Table table = tables[number];
        if (table == null) {
            table = new Table(FIRST_SIZE);
            tables[number] = table;
        } else if (table.full()) {
            table = table.larger();
            tables[number] = table;
        }
        return table.put(high, low, line);
    }

    /** Open addressing with linear steps; both halves of a hash lie side by side, and zeros mean that a place is free. */
    private static final class Table {

        private final long[] hashes;
        private final int[] lines;
        private int count;

        Table(int size) {
            hashes = new long[2 * size];
            lines = new int[size];
        }

        boolean full() {
            return count >= lines.length / 3 * 2;
        }

        Table larger() {
            Table larger = new Table(2 * lines.length);
            for (int at = 0; at < lines.length; at++) {
                if (lines[at] != 0) {
                    larger.put(hashes[2 * at], hashes[2 * at + 1], lines[at]);
                }
            }
            return larger;
        }

        int put(long high, long low, int line) {
            int mask = lines.length - 1;
            int at = (int) low & mask;
            while (hashes[2 * at] != 0 || hashes[2 * at + 1] != 0) {
                if (hashes[2 * at] == high && hashes[2 * at + 1] == low) {
                    return lines[at];
                }
                at = (at + 1) & mask;
            }
            hashes[2 * at] = high;
            hashes[2 * at + 1] = low;
            lines[at] = line;
            count++;
            return 0;
        }
    }
}
