package io.portolan.bus;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The caller's headers that may go upstream without being declared. Edges filter by this list, and so does the consumer,
 * for a caller on the bus may be anybody.
 */
public final class ForwardedHeaders {

    private static final String IDEMPOTENCY_KEY = "idempotency-key";

    /** In lower case. An edge passes the last two only where it hands the bytes of the answer on as they are. */
    public static final List<String> NAMES = List.of(
            "traceparent",
            "tracestate",
            IDEMPOTENCY_KEY,
            "accept",
            "accept-language",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "if-range",
            "range",
            "accept-encoding");

    /** Of bytes that are handed on as they are; an edge passes it with nothing else. */
    public static final String CONTENT_ENCODING = "content-encoding";

    private static final Set<String> ALLOWED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        ALLOWED.addAll(NAMES);
        ALLOWED.add(CONTENT_ENCODING);
    }

    /** Whether a header of this name may go upstream, in whatever case. */
    public static boolean allows(String name) {
        return ALLOWED.contains(name);
    }

    /** Whether the upstream is told how to know a request that it has had already. */
    public static boolean holdIdempotencyKey(List<Header> headers) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(IDEMPOTENCY_KEY)) {
                return true;
            }
        }
        return false;
    }

    private ForwardedHeaders() {}
}
