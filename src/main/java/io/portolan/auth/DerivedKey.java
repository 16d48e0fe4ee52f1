package io.portolan.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys for AES-256, all of one secret, that tell nothing of each other: HKDF with SHA-256, RFC 5869. */
public final class DerivedKey {

    private static final String MAC = "HmacSHA256";

    /**
     * The key of one purpose.
     *
     * @param secret any bytes that are hard to guess
     * @param salt known to everybody; another one, another key
     */
    public static SecretKeySpec of(byte[] secret, byte[] salt, String purpose) {
        byte[] info = ("io.portolan " + purpose).getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(info, info.length + 1);
        // A key of 32 bytes is the first block of what RFC 5869 2.3 calls T.
        block[info.length] = 1;
        return new SecretKeySpec(hmac(hmac(salt, secret), block), "AES");
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + MAC, e);
        }
    }

    private DerivedKey() {}
}
