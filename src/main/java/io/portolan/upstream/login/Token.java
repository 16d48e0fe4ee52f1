package io.portolan.upstream.login;

import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token and what renews it. Prints neither.
 *
 * @param expires by {@link System#nanoTime()}, a margin before the server forgets it
 * @param refreshToken the newest the server gave; null for the one that is configured
 */
record Token(String accessToken, long expires, @Nullable String refreshToken) implements Shareable {

    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(30);

    /** @param lifetime from now on */
    static Token lasting(String accessToken, Duration lifetime, @Nullable String refreshToken) {
        Duration tenth = lifetime.dividedBy(10);
        Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        return new Token(accessToken, System.nanoTime() + lifetime.minus(margin).toNanos(), refreshToken);
    }

    boolean fresh() {
        return expires - System.nanoTime() > 0;
    }

    /** The same, no longer to be used. */
    Token expired() {
        return new Token(accessToken, System.nanoTime(), refreshToken);
    }

    @Override
    public String toString() {
        return "Token[]";
    }
}
