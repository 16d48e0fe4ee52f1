package io.portolan.format;

/** A caller's text as it may stand in a message: quoted, short, and on one line. */
public final class Quote {

    /** Enough to recognise a value by. */
    private static final int LONGEST = 80;

    /** {@code 'text'}, cut after 80 characters, control characters as {@code \\u000a}. */
    public static String of(String text) {
        return "'" + inside(text) + "'";
    }

    /** The same without the quotes. */
    public static String inside(String text) {
        int end = Math.min(text.length(), LONGEST);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder quoted = new StringBuilder(end + 8);
        for (int at = 0; at < end; at++) {
            append(quoted, text.charAt(at));
        }
        return quoted.append(end < text.length() ? "…" : "").toString();
    }

    private static void append(StringBuilder quoted, char c) {
        if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            quoted.append(String.format("\\u%04x", (int) c));
        } else {
            quoted.append(c);
        }
    }

    private Quote() {}
}
