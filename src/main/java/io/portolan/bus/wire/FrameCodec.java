package io.portolan.bus.wire;

import io.portolan.bus.Failure;
import io.portolan.bus.Refused;
import io.portolan.bus.stream.Streams;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One message type on the bus: the object itself inside a process, a frame between nodes.
 *
 * <p>A frame of a stranger arrives as {@link Refused}, another that cannot be read as a {@link Failure}. Throwing instead would leave the sender of a request
 * waiting for ever: Vert.x decodes a reply after it has cancelled the send timeout.
 */
final class FrameCodec<T> implements MessageCodec<T, Object> {

    private final FrameKind kind;
    private final BiConsumer<FrameWriter, T> writer;
    private final Function<FrameReader, T> reader;
    private final Border border;

    /** What a frame passes on its way. */
    record Border(Streams streams, Fence fence) {}

    FrameCodec(String name, BiConsumer<FrameWriter, T> writer, Function<FrameReader, T> reader, Border border) {
        this.kind = new FrameKind(name);
        this.writer = writer;
        this.reader = reader;
        this.border = border;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        border.fence.write(buffer, kind, frame -> {
            FrameWriter out = new FrameWriter(frame, border.streams::refer);
            out.octet(Frames.VERSION);
            writer.accept(out, message);
        });
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        return border.fence.read(position, buffer, kind, this::readOrFail);
    }

    private Object readOrFail(Buffer frame) {
        try {
            return read(frame);
        } catch (MalformedFrameException e) {
            return new Failure(Failure.Kind.UNAVAILABLE, "a message between nodes is unreadable: " + e.getMessage());
        }
    }

    /** @throws MalformedFrameException saying what is wrong with the frame */
    T read(Buffer frame) {
        FrameReader in = new FrameReader(frame, border.streams::fetch);
        int version = in.octet();
        if (version != Frames.VERSION) {
            throw new MalformedFrameException("wire version " + version + " (expected: " + Frames.VERSION + ")");
        }
        T message = reader.apply(in);
        in.end();
        return message;
    }

    @Override
    public Object transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
