package io.portolan.format.jsonl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Steps over what needs no look inside a JSON string, eight bytes at once. */
final class PlainText {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final long SPACES = ' ' * EACH;

    /** Where the first byte stands that is a quote, a backslash, a control character or not ASCII; else the end. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            // A borrow reaches only bytes above one that is found itself, so the lowest one found is right.
            long found =
                    (word | zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | ((word - SPACES) & ~word)) & TOP_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && plain(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Where the next line feed stands; else the end. */
    static int lineFeed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static long zeros(long word) {
        return (word - EACH) & ~word;
    }

    private static boolean plain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    private PlainText() {}
}
