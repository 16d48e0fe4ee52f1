package io.portolan.options;

import org.jspecify.annotations.Nullable;

/**
 * TLS between nodes, where each proves who it is; paths of PEM files, all of them or none.
 *
 * @param certificate of this node, with those between it and the trusted one
 * @param key of the certificate
 * @param trust certificates of whom the others' have to come from
 */
public record TlsOptions(
        @Nullable String certificate,
        @Nullable String key,
        @Nullable String trust) {

    /** None. */
    public static TlsOptions none() {
        return new TlsOptions(null, null, null);
    }

    /** Whether it is asked for, be it by one file alone. */
    public boolean wanted() {
        return certificate != null || key != null || trust != null;
    }
}
