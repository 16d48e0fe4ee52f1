package io.portolan.bus.wire;

import io.portolan.auth.DerivedKey;
import io.portolan.options.Secret;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Closes frames for those who know the secret: a mark, a salt, a number, and the frame under AES-256-GCM. Each sender has
 * a key of its own, made of the secret and its salt, under which it uses each number once.
 */
final class FrameSeal {

    /** The first byte of every closed frame; that of an open one, its version, is less than 128. */
    static final int MARK = 0x81;

    private static final int SALT = 1;
    private static final int NUMBER = SALT + 2 * Long.BYTES;
    private static final int CLOSED = NUMBER + Long.BYTES;
    private static final int TAG = 16;
    private static final int NONCE = 12;

    /** Senders come and go, and a key costs a few microseconds to make again. */
    private static final int MOST_KEYS = 1024;

    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(FrameSeal::cipher);

    private final byte[] secret;
    private final Salt salt;
    private final SecretKeySpec key;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentMap<Salt, SecretKeySpec> keys = new ConcurrentHashMap<>();

    /** What a sender chose at random when it started. */
    private record Salt(long high, long low) {

        static Salt random() {
            SecureRandom random = new SecureRandom();
            return new Salt(random.nextLong(), random.nextLong());
        }

        SecretKeySpec key(byte[] secret) {
            byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(high)
                    .putLong(low)
                    .array();
            return DerivedKey.of(secret, bytes, "bus");
        }
    }

    FrameSeal(Secret secret) {
        this.secret = secret.bytes();
        this.salt = Salt.random();
        this.key = salt.key(this.secret);
    }

    /**
     * Appends a frame, closed.
     *
     * @param kind of message, which has to be the same when it is opened
     */
    void close(Buffer frame, byte[] kind, Buffer out) {
        byte[] closed = new byte[CLOSED + frame.length() + TAG];
        long number = numbers.incrementAndGet();
        ByteBuffer.wrap(closed)
                .put((byte) MARK)
                .putLong(salt.high)
                .putLong(salt.low)
                .putLong(number);
        frame.getBytes(closed, CLOSED);
        try {
            cipher(Cipher.ENCRYPT_MODE, key, number, kind).doFinal(closed, CLOSED, frame.length(), closed, CLOSED);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no AES-GCM", e);
        }
        out.appendBytes(closed);
    }

    /** Opens a frame; null when it was not closed with this secret, or was changed since. */
    @Nullable
    Buffer open(Buffer in, byte[] kind) {
        byte[] closed = in.getBytes();
        if (closed.length < CLOSED + TAG || closed[0] != (byte) MARK) {
            return null;
        }
        ByteBuffer head = ByteBuffer.wrap(closed, SALT, CLOSED - SALT);
        Salt sender = new Salt(head.getLong(), head.getLong());
        long number = head.getLong();
        SecretKeySpec known = keys.get(sender);
        SecretKeySpec theirs = known == null ? sender.key(secret) : known;
        try {
            byte[] frame =
                    cipher(Cipher.DECRYPT_MODE, theirs, number, kind).doFinal(closed, CLOSED, closed.length - CLOSED);
            if (known == null) {
                keep(sender, theirs);
            }
            return Buffer.buffer(frame);
        } catch (GeneralSecurityException strange) {
            return null;
        }
    }

    /** Only of those who know the secret, so that strangers cannot drive out what is kept. */
    private void keep(Salt sender, SecretKeySpec theirs) {
        if (keys.size() >= MOST_KEYS) {
            keys.clear();
        }
        keys.put(sender, theirs);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, long number, byte[] kind)
            throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putLong(NONCE - Long.BYTES, number).array();
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(kind);
        return cipher;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no AES-GCM", e);
        }
    }
}
