package io.portolan.soak;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bytes of any length that cost next to nothing to make: a block of them over and over, whose length no buffer's divides,
 * so that bytes left out, sent twice or in another order show in the sum.
 */
final class Bytes {

    private static final int PERIOD = 1_000_003;
    private static final int CHUNK = 64 * 1024;
    private static final byte[] BLOCK = block();
    private static final Buffer BUFFER = Buffer.buffer(BLOCK);
    private static final Map<Long, String> SUMS = new ConcurrentHashMap<>();

    /** The SHA-256 of so many of them. */
    static String sum(long length) {
        return SUMS.computeIfAbsent(length, Bytes::summed);
    }

    /** Writes so many as fast as they are taken, and ends. */
    static void write(WriteStream<Buffer> out, long length) {
        new Writing(out, length, all -> out.end().onFailure(gone -> {})).run();
    }

    /** Writes so many as fast as they are taken. */
    static void write(WriteStream<Buffer> out, long length, Handler<Void> written) {
        new Writing(out, length, written).run();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static String hex(MessageDigest sum) {
        return HexFormat.of().formatHex(sum.digest());
    }

    private static String summed(long length) {
        MessageDigest sum = sha256();
        add(sum, length);
        return hex(sum);
    }

    /** Adds so many of them to a sum. */
    static void add(MessageDigest sum, long length) {
        for (long left = length; left > 0; left -= PERIOD) {
            sum.update(BLOCK, 0, (int) Math.min(PERIOD, left));
        }
    }

    private static byte[] block() {
        byte[] block = new byte[PERIOD + CHUNK];
        new Random(5).nextBytes(block);
        System.arraycopy(block, 0, block, PERIOD, CHUNK);
        return block;
    }

    private static final class Writing implements Runnable {

        private final WriteStream<Buffer> out;
        private final long length;
        private final Handler<Void> written;
        private long sent;

        Writing(WriteStream<Buffer> out, long length, Handler<Void> written) {
            this.out = out;
            this.length = length;
            this.written = written;
        }

        @Override
        public void run() {
            while (sent < length) {
                if (out.writeQueueFull()) {
                    out.drainHandler(drained -> run());
                    return;
                }
                int at = (int) (sent % PERIOD);
                int chunk = (int) Math.min(CHUNK, length - sent);
                out.write(BUFFER.slice(at, at + chunk)).onFailure(gone -> sent = length);
                sent += chunk;
            }
            out.drainHandler(null);
            written.handle(null);
        }
    }

    private Bytes() {}
}
