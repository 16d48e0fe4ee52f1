package io.portolan.spec;

import org.jspecify.annotations.Nullable;

/**
 * How callers prove who they are: to an API that is consumed, or to an adapter that is exposed. A file may hold secrets
 * in plain text, so they are never printed.
 */
public sealed interface Authentication {

    record Bearer(String token) implements Authentication {

        @Override
        public String toString() {
            return "Bearer[]";
        }
    }

    record Basic(String username, String password) implements Authentication {

        @Override
        public String toString() {
            return "Basic[]";
        }
    }

    /**
     * A key under a name.
     *
     * @param placement {@code header} or {@code query}; null when the file says nothing
     */
    record ApiKey(String key, String value, @Nullable String placement) implements Authentication {

        @Override
        public String toString() {
            return "ApiKey[key=" + key + "]";
        }
    }

    /** Any other type, by the file's word. */
    record Other(String type) implements Authentication {}
}
