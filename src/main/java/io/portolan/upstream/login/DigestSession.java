package io.portolan.upstream.login;

import io.portolan.auth.Login;
import io.portolan.bus.Header;
import io.portolan.upstream.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The answers to one challenge, counted. Lives on one event loop. */
final class DigestSession {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CNONCE_BYTES = 16;

    private final DigestChallenge challenge;
    private final String username;
    private final String cnonce = cnonce();
    private final String user;
    private int count;

    DigestSession(Login.Digest login, DigestChallenge challenge) {
        this.challenge = challenge;
        this.username = login.username();
        String plain = hash(login.username() + ":" + challenge.realm() + ":" + login.password());
        this.user = challenge.session() ? hash(plain + ":" + challenge.nonce() + ":" + cnonce) : plain;
    }

    /** Whether what is asked for again is what this has answered. */
    boolean answers(DigestChallenge again) {
        return challenge.nonce().equals(again.nonce());
    }

    /** The answer for one request (RFC 7616 3.4). */
    Header authorization(UpstreamRequest request) {
        String resource = hash(request.method().name() + ":" + request.uri());
        StringBuilder value = new StringBuilder("Digest username=").append(quoted(username));
        value.append(", realm=").append(quoted(challenge.realm()));
        value.append(", nonce=").append(quoted(challenge.nonce()));
        value.append(", uri=").append(quoted(request.uri()));
        if (challenge.counted()) {
            count++;
            String nc = String.format("%08x", count);
            String response = hash(user + ":" + challenge.nonce() + ":" + nc + ":" + cnonce + ":auth:" + resource);
            value.append(", qop=auth, nc=").append(nc).append(", cnonce=").append(quoted(cnonce));
            value.append(", response=").append(quoted(response));
        } else {
            value.append(", response=").append(quoted(hash(user + ":" + challenge.nonce() + ":" + resource)));
        }
        if (challenge.algorithm() != null) {
            value.append(", algorithm=").append(challenge.algorithm());
        }
        if (challenge.opaque() != null) {
            value.append(", opaque=").append(quoted(challenge.opaque()));
        }
        return new Header("Authorization", value.toString());
    }

    private String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance(challenge.hash()).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + challenge.hash(), e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String cnonce() {
        byte[] bytes = new byte[CNONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
