package io.portolan.upstream.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server wants hashed (RFC 7616 3.3).
 *
 * @param hash the algorithm's name in Java
 * @param algorithm as the server wrote it; null when it wrote none
 * @param session whether the hash of the user is bound to the nonce
 * @param counted whether the server wants requests counted ({@code qop=auth}), as all but the oldest do
 */
record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        String hash,
        @Nullable String algorithm,
        boolean session,
        boolean counted) {

    private static final Map<String, String> HASHES =
            Map.of("MD5", "MD5", "SHA-256", "SHA-256", "SHA-512-256", "SHA-512/256");
    private static final String SESSION = "-SESS";

    // RFC 9110 11.6.1: a scheme, or a parameter of the scheme before it.
    private static final Pattern PIECE = Pattern.compile(
            "\\G[\\s,]*([!#$%&'*+.^_`|~0-9A-Za-z/-]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]*)))?");

    /** The first challenge among these header values that can be answered; null when there is none. */
    static @Nullable DigestChallenge of(List<String> fields) {
        for (String field : fields) {
            for (Map<String, String> parameters : digests(field)) {
                DigestChallenge challenge = of(parameters);
                if (challenge != null) {
                    return challenge;
                }
            }
        }
        return null;
    }

    private static @Nullable DigestChallenge of(Map<String, String> parameters) {
        String algorithm = parameters.get("algorithm");
        String name = algorithm == null ? "MD5" : algorithm.toUpperCase(Locale.ROOT);
        boolean session = name.endsWith(SESSION);
        String hash = HASHES.get(session ? name.substring(0, name.length() - SESSION.length()) : name);
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        String qop = parameters.get("qop");
        boolean counted = qop != null
                && List.of(qop.toLowerCase(Locale.ROOT).trim().split("[\\s,]+")).contains("auth");
        if (hash == null || realm == null || nonce == null || (qop != null && !counted)) {
            return null;
        }
        return new DigestChallenge(realm, nonce, parameters.get("opaque"), hash, algorithm, session, counted);
    }

    private static List<Map<String, String>> digests(String field) {
        List<Map<String, String>> digests = new ArrayList<>();
        Map<String, String> parameters = new TreeMap<>();
        for (Matcher piece = PIECE.matcher(field); piece.find(); ) {
            String quoted = piece.group(2);
            String plain = piece.group(3);
            if (quoted == null && plain == null) {
                parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                if (piece.group(1).equalsIgnoreCase("Digest")) {
                    digests.add(parameters);
                }
            } else {
                String value = quoted == null ? String.valueOf(plain) : quoted.replaceAll("\\\\(.)", "$1");
                parameters.putIfAbsent(piece.group(1), value);
            }
        }
        return digests;
    }
}
