package io.portolan.upstream;

import io.portolan.format.HeaderFields;
import java.util.Set;

/** The headers that stop here, one way or the other; names in whatever case. */
public final class HeaderNames {

    /** What no parameter may set: the framing of the request is ours, and cookies have a place of their own. */
    static final Set<String> REQUEST_FRAMING = HeaderFields.names(HeaderFields.FRAMING, "Cookie");

    private static final String CORS = "Access-Control-";

    /** Bit n: some name has n letters. Most headers of an answer are told apart by that alone. */
    private static final long ANSWER_OWN_LENGTHS;

    private static final Set<String> ANSWER_OWN = HeaderFields.names(
            HeaderFields.HOP_BY_HOP,
            "Content-Length",
            "Content-Type",
            "Set-Cookie",
            "Set-Cookie2",
            "Server",
            "Via",
            "Alt-Svc",
            "Strict-Transport-Security");

    static {
        long lengths = 0;
        for (String name : ANSWER_OWN) {
            lengths |= 1L << name.length();
        }
        ANSWER_OWN_LENGTHS = lengths;
    }

    /** Whether a header of an answer says something about the upstream's connection or origin, not about the answer. */
    public static boolean staysBehind(String name) {
        boolean maybe = name.length() < Long.SIZE && (ANSWER_OWN_LENGTHS & (1L << name.length())) != 0;
        return (maybe && ANSWER_OWN.contains(name)) || name.regionMatches(true, 0, CORS, 0, CORS.length());
    }

    private HeaderNames() {}
}
