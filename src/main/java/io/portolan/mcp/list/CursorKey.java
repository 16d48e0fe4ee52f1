package io.portolan.mcp.list;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the cursors of lists, so that only those come back that were given out. */
@FunctionalInterface
public interface CursorKey {

    /** At least 16 bytes that nobody without the key can find. */
    byte[] sign(byte[] message);

    /** A key that only this process has. */
    static CursorKey random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return of(key);
    }

    /** A key that all have who know the secret. */
    static CursorKey of(byte[] key) {
        SecretKeySpec spec = new SecretKeySpec(key, "HmacSHA256");
        return message -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(spec);
                return mac.doFinal(message);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible); // every JDK has it
            }
        };
    }
}
