package io.portolan.bus.link;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts what comes over a link into frames: four bytes that say how long one is, and itself. */
final class FrameCutter {

    /** Before each frame. */
    static final int HEAD = Integer.BYTES;

    private final Consumer<Buffer> cut;
    private int most;
    private int headBytes;
    private int length;
    private @Nullable Buffer begun;

    /**
     * One for a link that begins.
     *
     * @param most bytes of a frame
     * @param cut told of each frame, which may share the memory of what came
     */
    FrameCutter(int most, Consumer<Buffer> cut) {
        this.most = most;
        this.cut = cut;
    }

    /** From now on a frame may be so long. */
    void allow(int most) {
        this.most = most;
    }

    /** @throws IllegalArgumentException when a frame is longer than any may be */
    void add(Buffer chunk) {
        int position = 0;
        while (position < chunk.length()) {
            position = headBytes < HEAD ? head(chunk, position) : body(chunk, position);
        }
    }

    private int head(Buffer chunk, int position) {
        length = length << Byte.SIZE | chunk.getUnsignedByte(position);
        headBytes++;
        if (headBytes == HEAD && (length <= 0 || length > most)) {
            throw new IllegalArgumentException("a frame of " + Integer.toUnsignedString(length)
                    + " bytes (expected: at least 1, at most " + most + ")");
        }
        return position + 1;
    }

    private int body(Buffer chunk, int position) {
        Buffer part = begun;
        int end = Math.min(chunk.length(), position + length - (part == null ? 0 : part.length()));
        if (part == null && end - position == length) {
            // A short frame must not keep all that came with it for as long as nobody reads it.
            give(length >= chunk.length() / 2 ? chunk.slice(position, end) : chunk.getBuffer(position, end));
        } else {
            Buffer longer = part == null ? Buffer.buffer(length) : part;
            begun = longer.appendBuffer(chunk, position, end - position);
            if (longer.length() == length) {
                give(longer);
            }
        }
        return end;
    }

    private void give(Buffer frame) {
        begun = null;
        headBytes = 0;
        length = 0;
        cut.accept(frame);
    }
}
