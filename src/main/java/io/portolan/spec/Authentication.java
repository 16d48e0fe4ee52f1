package io.portolan.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How callers prove who they are: to an API that is consumed, or to an adapter that is exposed. The spellings of the
 * format's versions, and of files in the wild, are one shape here. What may hold a secret is never printed.
 */
public sealed interface Authentication {

    /** The path of the block in its document. */
    String where();

    /**
     * A text that may hold a secret, a variable, or both.
     *
     * @param where the path of the text in its document
     */
    record Secret(String text, String where) {

        @Override
        public String toString() {
            return "<redacted>";
        }
    }

    /** A token in the header {@code Authorization}. */
    record Bearer(String where, Secret token) implements Authentication {}

    /** A user and a password, which may be empty. */
    record Basic(String where, Secret username, Secret password) implements Authentication {}

    /** A user and a password that never travel themselves. */
    record Digest(String where, Secret username, Secret password) implements Authentication {}

    /** Keys under names of the API's choice, all of them on every request. */
    record ApiKeys(String where, List<ApiKey> keys) implements Authentication {

        public ApiKeys {
            keys = List.copyOf(keys);
        }
    }

    /** One key. */
    record ApiKey(String name, Secret value, Place place) {}

    /** Where a key travels. */
    enum Place {
        HEADER,
        QUERY,
        COOKIE
    }

    /**
     * A token that is fetched; null where the file says nothing.
     *
     * @param grant the kind of grant as the file writes it
     * @param clientInBody whether the client's secret goes into the body of the token request
     */
    record OAuth2(
            String where,
            @Nullable String grant,
            @Nullable Secret tokenEndpoint,
            @Nullable Secret clientId,
            @Nullable Secret clientSecret,
            @Nullable Secret refreshToken,
            @Nullable Secret scope,
            @Nullable Secret audience,
            @Nullable Secret resource,
            boolean clientInBody)
            implements Authentication {}

    /** Any other type, by the file's word; empty when what is wrong has been said. */
    record Other(String where, String type) implements Authentication {}
}
