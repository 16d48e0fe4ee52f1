package io.portolan.mcp.answer;

import io.portolan.plan.CacheHint;
import java.time.Duration;

/** What clients without handshake are told of keeping results: {@code ttlMs} and {@code cacheScope}. */
final class Caching {

    /** Lists change only with the files; a client that listens for changes need not wait for this. */
    private static final Duration LISTS = Duration.ofMinutes(1);

    /** The members of a part of an answer: it is the caller's alone, and may not be there much longer. */
    static final String PART = members(Duration.ZERO, false);

    /**
     * The members of a list or of what the endpoint says about itself.
     *
     * @param guarded whether what is seen depends on who looks, so that nobody may share it, whatever the file says
     */
    static String lists(CacheHint hint, boolean guarded) {
        boolean shared = !guarded && hint.scope() != CacheHint.Scope.PRIVATE;
        return members(hint.ttl() == null ? LISTS : hint.ttl(), shared);
    }

    /**
     * The members of a resource's content.
     *
     * @param hint of the resource; else that of the endpoint counts
     * @param still whether the content changes as seldom as lists do; an upstream's answer is old at once
     */
    static String content(CacheHint hint, CacheHint endpoint, boolean guarded, boolean still) {
        Duration ttl = hint.ttl() == null ? endpoint.ttl() : hint.ttl();
        CacheHint.Scope scope = hint.scope() == null ? endpoint.scope() : hint.scope();
        boolean shared = !guarded && (scope == null ? still : scope == CacheHint.Scope.PUBLIC);
        Duration unsaid = still ? LISTS : Duration.ZERO;
        return members(ttl == null ? unsaid : ttl, shared);
    }

    private static String members(Duration ttl, boolean shared) {
        return ",\"ttlMs\":" + ttl.toMillis() + ",\"cacheScope\":\"" + (shared ? "public" : "private") + "\"";
    }

    private Caching() {}
}
