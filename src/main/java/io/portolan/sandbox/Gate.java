package io.portolan.sandbox;

import io.portolan.auth.Credential;
import io.portolan.auth.Scheme;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Lets those in who carry the credential the sandbox was started with. */
final class Gate {

    private final Credential credential;
    private final String challenge;

    Gate(Scheme scheme, Credential credential) {
        this.credential = credential;
        this.challenge = switch (scheme) {
            case Scheme.None none -> "";
            case Scheme.Bearer bearer -> "Bearer realm=\"sandbox\"";
            case Scheme.Basic basic -> "Basic realm=\"sandbox\"";
            case Scheme.ApiKey key -> "ApiKey realm=\"sandbox\"";
        };
    }

    void check(Request request) {
        String value = credential.value();
        if (value == null) {
            return;
        }
        boolean known = credential.header() != null
                ? same(value, request.headers().get(credential.header()))
                : same(
                        URLDecoder.decode(value, StandardCharsets.UTF_8),
                        request.query().get(credential.query()));
        if (!known) {
            throw Rejection.unauthenticated(challenge);
        }
    }

    /** Takes as long for a near miss as for a wild one. */
    private static boolean same(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
