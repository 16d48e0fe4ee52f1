package io.portolan.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of streams. */
public final class Sums {

    /** Reads all of a stream; ends with its sum in hexadecimal digits. To be called where the stream lives. */
    public static Future<String> of(ReadStream<Buffer> bytes) {
        MessageDigest sum = begin();
        Promise<String> all = Promise.promise();
        bytes.exceptionHandler(all::tryFail)
                .endHandler(end -> all.tryComplete(HexFormat.of().formatHex(sum.digest())))
                .handler(chunk -> sum.update(chunk.getBytes()))
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

    private Sums() {}
}
