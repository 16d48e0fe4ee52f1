package io.portolan.upstream;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The headers that stop here, one way or the other; names in whatever case. */
final class HeaderNames {

    private static final List<String> HOP_BY_HOP = List.of(
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

    /** What no parameter may set: the framing of the request is ours, and cookies have a place of their own. */
    static final Set<String> REQUEST_FRAMING = names("Host", "Content-Length", "Expect", "Cookie");

    private static final String CORS = "Access-Control-";

    /** Bit n: some name has n letters. Most headers of an answer are told apart by that alone. */
    private static final long ANSWER_OWN_LENGTHS;

    private static final Set<String> ANSWER_OWN = names(
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
    static boolean staysBehind(String name) {
        boolean maybe = name.length() < Long.SIZE && (ANSWER_OWN_LENGTHS & (1L << name.length())) != 0;
        return (maybe && ANSWER_OWN.contains(name)) || name.regionMatches(true, 0, CORS, 0, CORS.length());
    }

    private static Set<String> names(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(HOP_BY_HOP);
        set.addAll(List.of(names));
        return set;
    }

    private HeaderNames() {}
}
