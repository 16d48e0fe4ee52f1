package io.portolan.auth;

import io.portolan.binding.Bindings;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what callers show. Holds hashes of what it expects, never the secrets; two that expect the same are equal.
 * Takes as long for a near miss as for a wild one.
 */
public final class Verifier {

    /** What of a caller's request may be a credential. */
    public interface Shown {

        /** The values of every field of this name, in whatever case. */
        List<String> headers(String name);

        /** The query as it stands in the request line; null when there is none. */
        @Nullable
        String query();
    }

    /** One thing that has to be shown. */
    private record Proof(Place place, String name, ByteBuffer hash) {}

    private enum Place {
        BEARER,
        BASIC,
        HEADER,
        QUERY,
        COOKIE
    }

    private final List<Proof> proofs;

    private Verifier(List<Proof> proofs) {
        this.proofs = List.copyOf(proofs);
    }

    /**
     * Fills the scheme's templates.
     *
     * @throws MissingVariableException naming the first variable that has no value or an empty one
     * @throws UnfitVariableException naming the first variable whose value no request can carry
     */
    public static Verifier of(Scheme scheme, Bindings bindings) {
        Filling filling = new Filling(bindings);
        return new Verifier(
                switch (scheme) {
                    case Scheme.Bearer bearer -> List.of(proof(Place.BEARER, "", filling.header(bearer.token())));
                    case Scheme.Basic basic ->
                        List.of(proof(
                                Place.BASIC,
                                "",
                                filling.text(basic.username()) + ":" + filling.password(basic.password())));
                    case Scheme.ApiKeys several ->
                        several.keys().stream().map(key -> proof(key, filling)).toList();
                    // Nothing that a caller could show, so that nobody gets in.
                    case Scheme.None none -> List.of();
                    case Scheme.Digest digest -> List.of();
                    case Scheme.OAuth2 oauth -> List.of();
                });
    }

    /** Whether the caller shows everything that is wanted. */
    public boolean accepts(Shown request) {
        boolean all = !proofs.isEmpty();
        for (Proof proof : proofs) {
            String shown = shown(proof, request);
            all &= shown != null && MessageDigest.isEqual(proof.hash().array(), hash(shown));
        }
        return all;
    }

    /** The challenge of a 401 (RFC 6750 3, RFC 7617 2). */
    public String challenge() {
        return switch (proofs.isEmpty() ? Place.BEARER : proofs.getFirst().place()) {
            case BEARER -> "Bearer realm=\"portolan\"";
            case BASIC -> "Basic realm=\"portolan\", charset=\"UTF-8\"";
            case HEADER, QUERY, COOKIE -> "ApiKey realm=\"portolan\"";
        };
    }

    /** What to show, for people: {@code the header X-API-Key}. */
    public String expected() {
        return proofs.stream()
                .map(proof -> switch (proof.place()) {
                    case BEARER -> "Authorization: Bearer <token>";
                    case BASIC -> "Authorization: Basic <user:password>";
                    case HEADER -> "the header " + proof.name();
                    case QUERY -> "the query parameter " + proof.name();
                    case COOKIE -> "the cookie " + proof.name();
                })
                .collect(Collectors.joining(" and "));
    }

    private static Proof proof(Scheme.ApiKey key, Filling filling) {
        return switch (key.placement()) {
            case HEADER -> proof(Place.HEADER, key.name(), filling.header(key.value()));
            case QUERY -> proof(Place.QUERY, key.name(), filling.text(key.value()));
            case COOKIE -> proof(Place.COOKIE, key.name(), filling.cookie(key.value()));
        };
    }

    private static Proof proof(Place place, String name, String secret) {
        return new Proof(place, name, ByteBuffer.wrap(hash(secret)));
    }

    private static @Nullable String shown(Proof proof, Shown request) {
        return switch (proof.place()) {
            case BEARER -> after("Bearer ", only(request.headers("Authorization")));
            case BASIC -> decoded(after("Basic ", only(request.headers("Authorization"))));
            case HEADER -> only(request.headers(proof.name()));
            case QUERY -> only(queryValues(request.query(), proof.name()));
            case COOKIE -> only(cookieValues(request.headers("Cookie"), proof.name()));
        };
    }

    /** What is given twice is given by two, of whom one may be somebody else. */
    private static @Nullable String only(List<String> values) {
        return values.size() == 1 ? values.getFirst() : null;
    }

    private static @Nullable String after(String word, @Nullable String value) {
        return value != null && value.regionMatches(true, 0, word, 0, word.length())
                ? value.substring(word.length()).trim()
                : null;
    }

    private static @Nullable String decoded(@Nullable String base64) {
        try {
            return base64 == null ? null : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static List<String> queryValues(@Nullable String query, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && name.equals(unescaped(pair.substring(0, equals)))) {
                values.add(unescaped(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static List<String> cookieValues(List<String> fields, String name) {
        return fields.stream()
                .flatMap(field -> Arrays.stream(field.split(";")))
                .map(String::trim)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
    }

    /** Of one length whatever is given, so that comparing tells nothing about it. */
    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Verifier that && proofs.equals(that.proofs);
    }

    @Override
    public int hashCode() {
        return proofs.hashCode();
    }

    @Override
    public String toString() {
        return "Verifier[" + expected() + "]";
    }
}
