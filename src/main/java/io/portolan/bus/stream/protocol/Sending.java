package io.portolan.bus.stream.protocol;

import io.portolan.bus.stream.protocol.StreamFrame.Bytes;
import io.portolan.bus.stream.protocol.StreamFrame.End;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream that goes to another node: cut into frames, and never more of it under way than was asked for. */
public final class Sending {

    private final long reader;
    private final Deque<Buffer> held = new ArrayDeque<>();
    private long heldBytes;
    private long sent;
    private long limit;

    // Told to the other node from another thread as well.
    private volatile long next;

    /**
     * One that begins.
     *
     * @param reader its number where it is read
     * @param limit how many bytes may be sent at first
     */
    public Sending(long reader, long limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** Its next bytes are here. */
    public void add(Buffer chunk) {
        held.add(chunk);
        heldBytes += chunk.length();
    }

    /** How many bytes are here and not sent. */
    public long held() {
        return heldBytes;
    }

    /** Whether no more bytes are of use now. */
    public boolean full() {
        return heldBytes >= limit - sent;
    }

    /** How many bytes may be sent, counted from the beginning. Never fewer than before, in whatever order it is told. */
    public void allow(long bytes) {
        limit = Math.max(limit, bytes);
    }

    /** The sequence number of the next frame. */
    public long next() {
        return next;
    }

    /**
     * The next frame.
     *
     * @param least how many bytes have to be here for it, at least one
     * @return null when fewer are, or none may be sent
     */
    public @Nullable Bytes frame(int least) {
        long room = Math.min(StreamFrame.MOST_BYTES, Math.min(limit - sent, heldBytes));
        if (room <= 0 || heldBytes < least) {
            return null;
        }
        return new Bytes(reader, count(), chunks((int) room));
    }

    /** The last frame, once nothing is held any more. */
    public End end(MultiMap trailers) {
        return new End(reader, count(), sent, trailers);
    }

    private List<Buffer> chunks(int room) {
        heldBytes -= room;
        sent += room;
        Buffer first = held.element();
        if (first.length() == room) {
            return List.of(held.remove());
        }
        List<Buffer> chunks = new ArrayList<>();
        int left = room;
        while (left > 0) {
            Buffer chunk = held.remove();
            if (chunk.length() > left) {
                held.addFirst(chunk.slice(left, chunk.length()));
                chunk = chunk.slice(0, left);
            }
            chunks.add(chunk);
            left -= chunk.length();
        }
        return chunks;
    }

    private long count() {
        long sequence = next;
        next = sequence + 1;
        return sequence;
    }
}
