package io.portolan.plan;

/** The grammar of JSON numbers (RFC 8259, 6), checked on the text: a number is never converted. */
public final class NumberText {

    /** {@code -?(0|[1-9][0-9]*)} and nothing behind it. */
    static boolean integer(String text) {
        return integerEnd(text) == text.length();
    }

    /** An integer that may be spelled {@code 5.0}, as some JSON writers do. */
    static boolean whole(String text) {
        int end = integerEnd(text);
        if (end > 0 && end + 1 < text.length() && text.charAt(end) == '.') {
            end++;
            while (end < text.length() && text.charAt(end) == '0') {
                end++;
            }
        }
        return end == text.length();
    }

    public static boolean number(String text) {
        int end = integerEnd(text);
        if (end > 0 && end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(text, end + 1);
        }
        if (end > 0 && end < text.length() && (text.charAt(end) | 0x20) == 'e') {
            boolean signed = end + 1 < text.length() && (text.charAt(end + 1) == '+' || text.charAt(end + 1) == '-');
            end = digitsEnd(text, end + (signed ? 2 : 1));
        }
        return end == text.length();
    }

    /** Behind the integer the text begins with, or -1. */
    private static int integerEnd(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        return text.startsWith("0", start) ? start + 1 : digitsEnd(text, start);
    }

    /** Behind the digits that begin here, or -1 when there are none. */
    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == start ? -1 : end;
    }

    private NumberText() {}
}
