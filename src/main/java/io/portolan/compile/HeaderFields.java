package io.portolan.compile;

import java.util.Set;
import java.util.TreeSet;

/** What the names and values of header fields may be, as far as a file writes them. */
final class HeaderFields {

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    /** The framing of a request is ours. */
    private static final Set<String> FRAMING = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        FRAMING.addAll(Set.of(
                "Connection",
                "Content-Length",
                "Expect",
                "Host",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade"));
    }

    /** Whether a name may be that of a header or a cookie (RFC 9110 5.6.2). */
    static boolean token(String name) {
        return !name.isEmpty() && name.chars().allMatch(HeaderFields::tokenCharacter);
    }

    /** Whether a file may say what this header holds. */
    static boolean settable(String name) {
        return token(name) && !FRAMING.contains(name);
    }

    /** RFC 9110 5.5: what else a header holds is garbled on the way, or ends the header. */
    static boolean printable(int character) {
        return character >= ' ' && character <= '~';
    }

    /** What can be encoded: all but control characters. */
    static boolean text(int character) {
        return character >= ' ' && character != 0x7F;
    }

    private static boolean tokenCharacter(int character) {
        boolean alphanumeric = character < 0x80 && Character.isLetterOrDigit(character);
        return alphanumeric || TOKEN.indexOf(character) >= 0;
    }

    private HeaderFields() {}
}
