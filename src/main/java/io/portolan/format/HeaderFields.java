package io.portolan.format;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the names and values of HTTP header fields may be. Sets of names hold them in whatever case. */
public final class HeaderFields {

    /** What belongs to one connection and is not passed on (RFC 9110 7.6.1). */
    public static final Set<String> HOP_BY_HOP = names(
            List.of(),
            "Connection",
            "Keep-Alive",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "HTTP2-Settings");

    /** What nobody says of a request but the one that sends it. */
    public static final Set<String> FRAMING = names(HOP_BY_HOP, "Host", "Content-Length", "Expect");

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    /** Some names and more. */
    public static Set<String> names(Collection<String> some, String... more) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(some);
        names.addAll(List.of(more));
        return Collections.unmodifiableSet(names);
    }

    /** Whether a name may be that of a header or a cookie (RFC 9110 5.6.2). */
    public static boolean token(String name) {
        for (int index = 0; index < name.length(); index++) {
            char unit = name.charAt(index);
            boolean alphanumeric = unit < 0x80 && Character.isLetterOrDigit(unit);
            if (!alphanumeric && TOKEN.indexOf(unit) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Whether a file may say what this header holds. A proxy before an API may want its credential. */
    public static boolean settable(String name) {
        return token(name) && (!FRAMING.contains(name) || name.equalsIgnoreCase("Proxy-Authorization"));
    }

    /** RFC 9110 5.5: what else a header holds is garbled on the way, or ends the header. */
    public static boolean printable(int character) {
        return character >= ' ' && character <= '~';
    }

    /** What can be encoded: all but control characters. */
    public static boolean text(int character) {
        return character >= ' ' && character != 0x7F;
    }

    private HeaderFields() {}
}
