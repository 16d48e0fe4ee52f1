package io.portolan.e2e;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How many bytes there were, and their SHA-256. */
record Digest(long length, String sha256) {

    /** Reads all of a stream, from where it is; to be called while it is paused, or before anything of it can come. */
    static Future<Digest> of(ReadStream<Buffer> bytes) {
        MessageDigest sum = begin();
        long[] length = {0};
        Promise<Digest> all = Promise.promise();
        bytes.exceptionHandler(all::tryFail)
                .endHandler(end ->
                        all.tryComplete(new Digest(length[0], HexFormat.of().formatHex(sum.digest()))))
                .handler(chunk -> {
                    length[0] += chunk.length();
                    sum.update(chunk.getBytes());
                })
                .resume();
        return all.future();
    }

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
