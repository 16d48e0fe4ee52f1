package io.portolan.format.jsonl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The characters of one JSON string as UTF-8, its escapes resolved; of a long one only the beginning and a digest. */
final class StringText {

    private static final int KEPT = 1024;

    private final MessageDigest digest = sha256();
    private final byte[] kept = new byte[KEPT];
    private final byte[] one = new byte[4];
    private int length;
    private boolean cut;
    private char high;

    /** Begins the next string. */
    void begin() {
        if (cut) {
            digest.reset();
        }
        length = 0;
        cut = false;
        high = 0;
    }

    /** Bytes as they stand in the string. */
    void add(byte[] bytes, int from, int to) {
        if (from < to) {
            endSurrogate();
            append(bytes, from, to - from);
        }
    }

    /** What an escape stands for; two of them may be one character. */
    void addEscaped(char unit) {
        if (high != 0 && Character.isLowSurrogate(unit)) {
            int whole = Character.toCodePoint(high, unit);
            high = 0;
            one[0] = (byte) (0xF0 | (whole >> 18));
            one[1] = continuation(whole >> 12);
            one[2] = continuation(whole >> 6);
            one[3] = continuation(whole);
            append(one, 0, 4);
            return;
        }
        endSurrogate();
        if (Character.isHighSurrogate(unit)) {
            high = unit;
        } else {
            addUnit(unit);
        }
    }

    /** Ends the string. */
    void end() {
        endSurrogate();
    }

    boolean is(byte[] text) {
        return !cut && Arrays.equals(kept, 0, length, text, 0, text.length);
    }

    /** 32 bytes of which any can stand for the string. */
    byte[] hash() {
        digest.update(kept, 0, cut ? 0 : length);
        return digest.digest();
    }

    /** The string, or enough of it to recognise it by. */
    String beginning() {
        return new String(kept, 0, length, StandardCharsets.UTF_8);
    }

    private void append(byte[] bytes, int from, int count) {
        if (!cut && count > KEPT - length) {
            digest.update(kept, 0, length);
            cut = true;
        }
        if (cut) {
            digest.update(bytes, from, count);
        }
        int fits = Math.min(count, KEPT - length);
        System.arraycopy(bytes, from, kept, length, fits);
        length += fits;
    }

    /** One without its other half is no character, but JSON allows it (RFC 8259 8.2); it differs from all that are. */
    private void endSurrogate() {
        if (high != 0) {
            char alone = high;
            high = 0;
            addUnit(alone);
        }
    }

    private void addUnit(char unit) {
        int count = unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        if (count == 1) {
            one[0] = (byte) unit;
        } else if (count == 2) {
            one[0] = (byte) (0xC0 | (unit >> 6));
            one[1] = continuation(unit);
        } else {
            one[0] = (byte) (0xE0 | (unit >> 12));
            one[1] = continuation(unit >> 6);
            one[2] = continuation(unit);
        }
        append(one, 0, count);
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
