package io.portolan.upstream;

import org.jspecify.annotations.Nullable;

/** Percent-encoding (RFC 3986 2.1) of text as UTF-8. */
final class Percent {

    private static final String HEX = "0123456789ABCDEF";
    private static final boolean[] UNRESERVED = table("-._~");
    // What may stand in a segment as it is (RFC 3986 3.3), for text the file's author wrote.
    private static final boolean[] SEGMENT = table("-._~!$&'()*+,;=:@");
    // OData spells its own parameters with a dollar sign, and not every server knows them encoded.
    private static final boolean[] NAME = table("-._~$");

    /**
     * Appends a value, only unreserved characters as they are.
     *
     * @return what is wrong with the text, null when nothing is; then what was appended is of no use
     */
    static @Nullable String value(StringBuilder out, String text) {
        if (plain(text)) {
            out.append(text);
            return null;
        }
        return append(out, text, UNRESERVED);
    }

    /** The name of a query parameter. */
    static String name(String name) {
        return written(name, NAME);
    }

    /** A piece of a path as an author wrote it: escapes stay, what may not stand in a segment is encoded. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (escape(text, i)) {
                out.append(written(text.substring(from, i), SEGMENT)).append(text, i, i + 3);
                from = i + 3;
            }
        }
        return out.append(written(text.substring(from), SEGMENT)).toString();
    }

    private static String written(String text, boolean[] kept) {
        StringBuilder out = new StringBuilder(text.length());
        String fault = append(out, text, kept);
        if (fault != null) {
            throw new IllegalArgumentException("'" + text + "' " + fault);
        }
        return out.toString();
    }

    private static @Nullable String append(StringBuilder out, String text, boolean[] kept) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                if (kept[unit]) {
                    out.append(unit);
                } else if (Texts.control(unit)) {
                    return Texts.CONTROL;
                } else {
                    octet(out, unit);
                }
            } else if (!Character.isSurrogate(unit)) {
                octets(out, unit);
            } else if (Texts.pair(text, i)) {
                octets(out, text.codePointAt(i++));
            } else {
                return Texts.SURROGATE;
            }
        }
        return null;
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80 || !UNRESERVED[unit]) {
                return false;
            }
        }
        return true;
    }

    // RFC 3629 3; the point is beyond ASCII.
    private static void octets(StringBuilder out, int point) {
        if (point < 0x800) {
            octet(out, 0xC0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                octet(out, 0xE0 | (point >> 12));
            } else {
                octet(out, 0xF0 | (point >> 18));
                octet(out, 0x80 | ((point >> 12) & 0x3F));
            }
            octet(out, 0x80 | ((point >> 6) & 0x3F));
        }
        octet(out, 0x80 | (point & 0x3F));
    }

    private static void octet(StringBuilder out, int octet) {
        out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xF));
    }

    private static boolean escape(String text, int at) {
        return at + 2 < text.length() && hex(text.charAt(at + 1)) && hex(text.charAt(at + 2));
    }

    private static boolean hex(char unit) {
        return unit < 0x80 && Character.digit(unit, 16) >= 0;
    }

    private static boolean[] table(String marks) {
        boolean[] table = new boolean[0x80];
        for (char unit = 0; unit < 0x80; unit++) {
            table[unit] = Character.isLetterOrDigit(unit) || marks.indexOf(unit) >= 0;
        }
        return table;
    }

    private Percent() {}
}
