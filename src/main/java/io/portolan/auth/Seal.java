package io.portolan.auth;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Closes what a client keeps for us, so that it can neither read nor change it: AES-256-GCM under a key of its own for
 * each purpose. Every node that knows the secret opens what any other closed.
 */
public final class Seal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] NO_SALT = new byte[32];
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    private Seal(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * The seal of one purpose.
     *
     * @param secret any bytes that are hard to guess
     */
    public static Seal of(byte[] secret, String purpose) {
        return new Seal(DerivedKey.of(secret, NO_SALT, purpose));
    }

    /** A secret for a process that shares none. */
    public static byte[] randomSecret() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /**
     * Closes bytes.
     *
     * @param bound what has to be the same when it is opened
     * @return a token of {@code A-Za-z0-9_-}
     */
    public String close(byte[] plain, byte[] bound) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(plain);
            byte[] token = Arrays.copyOf(nonce, NONCE_BYTES + closed.length);
            System.arraycopy(closed, 0, token, NONCE_BYTES, closed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no AES-GCM", e);
        }
    }

    /** Opens a token; null when it was not closed here, was changed, or is bound to something else. */
    public byte @Nullable [] open(String token, byte[] bound) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length < NONCE_BYTES + TAG_BITS / 8) {
                return null;
            }
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES), bound)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }
}
