package io.portolan.mcp.stdio;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines. Blocks. */
final class LineReader {

    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final long limit;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;

    /**
     * One line, without what ends it.
     *
     * @param text empty when the line is too long
     */
    record Line(Buffer text, boolean tooLong) {

        /** Whether there is nothing but white space. */
        boolean blank() {
            for (int index = 0; index < text.length(); index++) {
                if (text.getByte(index) > ' ' || text.getByte(index) < 0) {
                    return false;
                }
            }
            return !tooLong;
        }
    }

    /** @param limit of a line, in bytes */
    LineReader(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** The next line; null at the end. Of one that is too long nothing is kept, and the next one is whole again. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(256);
        boolean begun = false;
        boolean tooLong = false;
        while (fill()) {
            begun = true;
            int newline = newline();
            int upTo = newline < 0 ? end : newline;
            tooLong |= text.size() + upTo - at > limit;
            if (tooLong) {
                text.reset();
            } else {
                text.write(chunk, at, upTo - at);
            }
            at = newline < 0 ? end : newline + 1;
            if (newline >= 0) {
                return new Line(Buffer.buffer(text.toByteArray()), tooLong);
            }
        }
        // What the other side left unfinished may still be a whole message.
        return begun ? new Line(Buffer.buffer(text.toByteArray()), tooLong) : null;
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(chunk));
        }
        return end > 0;
    }

    private int newline() {
        for (int index = at; index < end; index++) {
            if (chunk[index] == '\n') {
                return index;
            }
        }
        return -1;
    }
}
