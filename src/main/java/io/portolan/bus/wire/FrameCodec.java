package io.portolan.bus.wire;

import io.portolan.bus.Failure;
import io.portolan.bus.stream.Streams;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One message type on the bus: the object itself inside a process, a frame between nodes.
 *
 * <p>A frame that cannot be read arrives as a {@link Failure}. Throwing instead would leave the sender of a request
 * waiting for ever: Vert.x decodes a reply after it has cancelled the send timeout.
 */
final class FrameCodec<T> implements MessageCodec<T, Object> {

    private final String name;
    private final BiConsumer<FrameWriter, T> writer;
    private final Function<FrameReader, T> reader;
    private final Streams streams;

    /** @param streams where those are that a message holds */
    FrameCodec(String name, BiConsumer<FrameWriter, T> writer, Function<FrameReader, T> reader, Streams streams) {
        this.name = name;
        this.writer = writer;
        this.reader = reader;
        this.streams = streams;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        FrameWriter out = new FrameWriter(buffer, streams::refer);
        out.octet(Frames.VERSION);
        writer.accept(out, message);
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        try {
            return read(position, buffer);
        } catch (MalformedFrameException e) {
            return new Failure(Failure.Kind.UNAVAILABLE, "a message between nodes is unreadable: " + e.getMessage());
        }
    }

    /** @throws MalformedFrameException saying what is wrong with the frame */
    T read(int position, Buffer buffer) {
        FrameReader in = new FrameReader(buffer, position, streams::fetch);
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
        return name;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
