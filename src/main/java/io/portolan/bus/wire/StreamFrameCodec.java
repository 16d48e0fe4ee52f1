package io.portolan.bus.wire;

import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.stream.protocol.StreamFrame.Broken;
import io.portolan.bus.stream.protocol.StreamFrame.Bytes;
import io.portolan.bus.stream.protocol.StreamFrame.Cancel;
import io.portolan.bus.stream.protocol.StreamFrame.Credit;
import io.portolan.bus.stream.protocol.StreamFrame.End;
import io.portolan.bus.stream.protocol.StreamFrame.Hello;
import io.portolan.bus.stream.protocol.StreamFrame.Noise;
import io.portolan.bus.stream.protocol.StreamFrame.Open;
import io.portolan.bus.stream.protocol.StreamFrame.Ping;
import io.portolan.bus.stream.protocol.StreamFrame.Pong;
import io.portolan.bus.stream.protocol.StreamFrame.Standing;
import io.portolan.bus.stream.protocol.StreamFrame.UnreadableToReader;
import io.portolan.bus.stream.protocol.StreamFrame.UnreadableToSource;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;

/** The layout of the frames of streams. What cannot be read is said so, for the one stream it belongs to. */
public final class StreamFrameCodec implements MessageCodec<StreamFrame, Object> {

    /** The first byte of every frame. */
    static final int VERSION = 1;

    private static final int OPEN = 1;
    private static final int CREDIT = 2;
    private static final int CANCEL = 3;
    private static final int BYTES = 4;
    private static final int END = 5;
    private static final int BROKEN = 6;
    private static final int PING = 7;
    private static final int PONG = 8;
    private static final int HELLO = 9;

    private static final FrameKind KIND = new FrameKind(StreamFrame.CODEC);

    private final Fence fence;

    StreamFrameCodec(Fence fence) {
        this.fence = fence;
    }

    /** Of what a Vert.x instance sends and lets in. */
    public static StreamFrameCodec of(Vertx vertx) {
        return new StreamFrameCodec(Fence.of(vertx));
    }

    @Override
    public void encodeToWire(Buffer buffer, StreamFrame frame) {
        fence.write(buffer, KIND, open -> write(open, frame));
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        return fence.read(position, buffer, KIND, StreamFrameCodec::read);
    }

    private static void write(Buffer buffer, StreamFrame frame) {
        FrameWriter out = new FrameWriter(buffer);
        out.octet(VERSION);
        switch (frame) {
            case Bytes data -> write(begin(out, BYTES, data.stream()), data);
            case Credit credit -> begin(out, CREDIT, credit.stream()).number(credit.limit());
            case Open open -> {
                begin(out, OPEN, open.stream()).number(open.reader());
                out.number(open.limit());
                out.text(open.inbox());
            }
            case Cancel cancel -> begin(out, CANCEL, cancel.stream()).text(cancel.fault());
            case End end -> write(begin(out, END, end.stream()), end);
            case Broken broken -> begin(out, BROKEN, broken.stream()).text(broken.reason());
            case Ping ping -> {
                begin(out, PING, 0).text(ping.inbox());
                write(out, ping.reads());
                write(out, ping.writes());
            }
            case Pong pong -> begin(out, PONG, 0).text(pong.inbox());
            case Hello hello -> begin(out, HELLO, 0).text(hello.inbox());
            case StreamFrame.Unreadable unreadable -> throw new MalformedFrameException(unreadable.reason());
        }
    }

    private static StreamFrame read(Buffer buffer) {
        FrameReader in = new FrameReader(buffer);
        int kind;
        long stream;
        try {
            int version = in.octet();
            if (version != VERSION) {
                return new Noise("stream frame version " + version + " (expected: " + VERSION + ")");
            }
            kind = in.octet();
            stream = in.number();
        } catch (MalformedFrameException e) {
            return new Noise(message(e));
        }
        try {
            StreamFrame frame = read(in, kind, stream);
            in.end();
            return frame;
        } catch (MalformedFrameException e) {
            return unreadable(kind, stream, message(e));
        }
    }

    @Override
    public StreamFrame transform(StreamFrame frame) {
        return frame;
    }

    @Override
    public String name() {
        return StreamFrame.CODEC;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    private static FrameWriter begin(FrameWriter out, int kind, long stream) {
        out.octet(kind);
        out.number(stream);
        return out;
    }

    private static void write(FrameWriter out, Bytes data) {
        out.number(data.sequence());
        out.bytes(data.chunks(), data.length());
    }

    private static void write(FrameWriter out, End end) {
        out.number(end.sequence());
        out.number(end.length());
        out.fields(end.trailers());
    }

    private static void write(FrameWriter out, List<Standing> standings) {
        out.number(standings.size());
        for (Standing standing : standings) {
            out.number(standing.there());
            out.number(standing.here());
            out.number(standing.position());
        }
    }

    private static StreamFrame read(FrameReader in, int kind, long stream) {
        return switch (kind) {
            case BYTES -> data(stream, in.number(), in.bytes());
            case CREDIT -> new Credit(stream, in.number());
            case OPEN -> new Open(stream, in.number(), in.number(), in.text());
            case CANCEL -> new Cancel(stream, in.text());
            case END -> new End(stream, in.number(), in.number(), in.fields());
            case BROKEN -> new Broken(stream, in.text());
            case PING -> new Ping(in.text(), in.list(() -> standing(in)), in.list(() -> standing(in)));
            case PONG -> new Pong(in.text());
            case HELLO -> new Hello(in.text());
            default -> throw new MalformedFrameException("unknown kind " + kind + " of a stream frame");
        };
    }

    private static Bytes data(long stream, long sequence, Buffer bytes) {
        if (bytes.length() > StreamFrame.MOST_BYTES) {
            throw new MalformedFrameException(
                    bytes.length() + " bytes in one frame (expected: at most " + StreamFrame.MOST_BYTES + ")");
        }
        return new Bytes(stream, sequence, List.of(bytes));
    }

    private static Standing standing(FrameReader in) {
        return new Standing(in.number(), in.number(), in.number());
    }

    private static StreamFrame unreadable(int kind, long stream, String reason) {
        return switch (kind) {
            case OPEN, CREDIT, CANCEL -> new UnreadableToSource(stream, reason);
            case BYTES, END, BROKEN -> new UnreadableToReader(stream, reason);
            default -> new Noise(reason);
        };
    }

    private static String message(MalformedFrameException cause) {
        return String.valueOf(cause.getMessage());
    }
}
