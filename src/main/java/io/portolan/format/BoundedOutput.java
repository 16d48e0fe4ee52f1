package io.portolan.format;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;

/** Collects bytes up to a limit. */
public final class BoundedOutput extends OutputStream {

    private final Buffer buffer = Buffer.buffer();
    private final int limit;

    /** One byte more than the limit came. */
    public static final class FullException extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** So many bytes at most. */
    public BoundedOutput(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > limit - buffer.length()) {
            throw new FullException();
        }
        buffer.appendBytes(bytes, offset, length);
    }

    /** What was written. */
    public Buffer toBuffer() {
        return buffer;
    }
}
