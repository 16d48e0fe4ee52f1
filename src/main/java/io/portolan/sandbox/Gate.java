package io.portolan.sandbox;

import io.portolan.auth.Credential;
import io.portolan.auth.Scheme;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
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
            case Scheme.ApiKeys keys -> "ApiKey realm=\"sandbox\"";
            case Scheme.Digest digest -> throw unrehearsed();
            case Scheme.OAuth2 oauth -> throw unrehearsed();
        };
    }

    void check(Request request) {
        boolean known = true;
        for (Credential.Pair pair : credential.headers()) {
            known &= same(pair.value(), request.headers().get(pair.name()));
        }
        for (Credential.Pair pair : credential.query()) {
            String expected = URLDecoder.decode(pair.value(), StandardCharsets.UTF_8);
            known &= same(expected, request.query().get(pair.name()));
        }
        for (Credential.Pair pair : credential.cookies()) {
            known &= cookie(pair, request.headers().get("Cookie"));
        }
        if (!known) {
            throw Rejection.unauthenticated(challenge);
        }
    }

    private static boolean cookie(Credential.Pair expected, @Nullable String cookies) {
        return cookies != null
                && Arrays.asList(cookies.split("; *")).contains(expected.name() + "=" + expected.value());
    }

    private static IllegalStateException unrehearsed() {
        return new IllegalStateException("the sandbox plays no digest and no oauth2; the compiler replaces them");
    }

    /** Takes as long for a near miss as for a wild one. */
    private static boolean same(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
