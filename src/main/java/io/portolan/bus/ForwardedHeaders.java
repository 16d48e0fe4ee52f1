package io.portolan.bus;

import java.util.Set;
import java.util.TreeSet;

/**
 * The caller's headers that may go upstream without being declared. Edges filter by this list, and so does the consumer,
 * for a caller on the bus may be anybody.
 */
public final class ForwardedHeaders {

    private static final Set<String> ALLOWED = names(
            "traceparent",
            "tracestate",
            "Idempotency-Key",
            "Accept",
            "Accept-Language",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "If-Range",
            // An edge passes these two only where it hands the bytes of the answer on as they are.
            "Range",
            "Accept-Encoding");

    /** Whether a header of this name may go upstream, in whatever case. */
    public static boolean allows(String name) {
        return ALLOWED.contains(name);
    }

    private static Set<String> names(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }

    private ForwardedHeaders() {}
}
