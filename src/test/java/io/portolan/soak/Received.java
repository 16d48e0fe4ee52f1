package io.portolan.soak;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.security.MessageDigest;

/** What came in. */
record Received(long length, String sha256) {

    /** Reads all of a stream, from where it is; to be called while it is paused, or before anything of it can come. */
    static Future<Received> of(ReadStream<Buffer> bytes) {
        MessageDigest sum = Bytes.sha256();
        long[] length = {0};
        Promise<Received> all = Promise.promise();
        bytes.exceptionHandler(all::tryFail)
                .endHandler(end -> all.tryComplete(new Received(length[0], Bytes.hex(sum))))
                .handler(chunk -> {
                    length[0] += chunk.length();
                    sum.update(chunk.getBytes());
                })
                .resume();
        return all.future();
    }
}
