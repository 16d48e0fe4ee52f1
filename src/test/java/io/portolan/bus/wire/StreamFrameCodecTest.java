package io.portolan.bus.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.stream.protocol.StreamFrame;
import io.portolan.bus.stream.protocol.StreamFrame.Broken;
import io.portolan.bus.stream.protocol.StreamFrame.Bytes;
import io.portolan.bus.stream.protocol.StreamFrame.Cancel;
import io.portolan.bus.stream.protocol.StreamFrame.Credit;
import io.portolan.bus.stream.protocol.StreamFrame.End;
import io.portolan.bus.stream.protocol.StreamFrame.Noise;
import io.portolan.bus.stream.protocol.StreamFrame.Open;
import io.portolan.bus.stream.protocol.StreamFrame.Ping;
import io.portolan.bus.stream.protocol.StreamFrame.Pong;
import io.portolan.bus.stream.protocol.StreamFrame.Standing;
import io.portolan.bus.stream.protocol.StreamFrame.UnreadableToReader;
import io.portolan.bus.stream.protocol.StreamFrame.UnreadableToSource;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StreamFrameCodecTest {

    private static final String INBOX = "portolan:streams:1";
    private static final StreamFrameCodec CODEC = new StreamFrameCodec(new Fence());

    @Test
    void carriesWhatNodesTellEachOther() {
        List<StreamFrame> frames = List.of(
                new Open(7, 1L << 40, 16_384, INBOX),
                new Credit(7, 1L << 50),
                new Cancel(7, ""),
                new Cancel(7, "frames were lost"),
                new Broken(7, "the upstream broke off"),
                new Ping(INBOX, List.of(new Standing(1, 2, 3)), List.of(new Standing(4, 5, 6), new Standing(7, 8, 9))),
                new Ping(INBOX, List.of(), List.of()),
                new Pong(INBOX));
        for (StreamFrame frame : frames) {
            assertThat(overTheWire(frame)).isEqualTo(frame);
        }
    }

    @Test
    void joinsTheChunksOfOneFrame() {
        Bytes frame = new Bytes(7, 3, List.of(Buffer.buffer("ab"), Buffer.buffer(), Buffer.buffer("cde")));

        Bytes arrived = (Bytes) overTheWire(frame);

        assertThat(arrived).isEqualTo(new Bytes(7, 3, List.of(Buffer.buffer("abcde"))));
        assertThat(overTheWire(new Bytes(7, 3, List.of(Buffer.buffer()))))
                .isEqualTo(new Bytes(7, 3, List.of(Buffer.buffer())));
    }

    @Test
    void carriesWhatFollowsTheBytes() {
        MultiMap trailers = MultiMap.caseInsensitiveMultiMap().add("a", "1").add("a", "2");

        End arrived = (End) overTheWire(new End(7, 3, 1L << 40, trailers));

        assertThat(arrived.stream()).isEqualTo(7);
        assertThat(arrived.sequence()).isEqualTo(3);
        assertThat(arrived.length()).isEqualTo(1L << 40);
        assertThat(arrived.trailers().getAll("A")).containsExactly("1", "2");
    }

    @Test
    void saysWhichStreamAFrameBelongsToThatCannotBeRead() {
        Buffer data = wire(new Bytes(7, 3, List.of(Buffer.buffer("abcde"))));
        Buffer credit = wire(new Credit(7, 1L << 40));

        assertThat(CODEC.decodeFromWire(0, data.getBuffer(0, data.length() - 1)))
                .isInstanceOfSatisfying(UnreadableToReader.class, unreadable -> {
                    assertThat(unreadable.stream()).isEqualTo(7);
                    assertThat(unreadable.reason()).startsWith("the frame is cut");
                });
        assertThat(CODEC.decodeFromWire(0, credit.appendByte((byte) 0)))
                .isEqualTo(new UnreadableToSource(7, "1 bytes too many"));
    }

    @Test
    void refusesMoreThanAFrameMayHold() {
        Buffer large = wire(new Bytes(7, 0, List.of(Buffer.buffer(new byte[StreamFrame.MOST_BYTES + 1]))));

        assertThat(CODEC.decodeFromWire(0, large)).isInstanceOf(UnreadableToReader.class);
    }

    @Test
    void refusesAnotherVersion() {
        assertThat(CODEC.decodeFromWire(0, Buffer.buffer(new byte[] {9, 4, 7})))
                .isEqualTo(new Noise("stream frame version 9 (expected: 1)"));
        assertThat(CODEC.decodeFromWire(0, Buffer.buffer())).isInstanceOf(Noise.class);
        assertThat(CODEC.decodeFromWire(0, Buffer.buffer(new byte[] {1, 99, 7})))
                .isInstanceOf(Noise.class);
    }

    @Test
    void survivesAnyFrame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Buffer sound = wire(new Ping(INBOX, List.of(new Standing(1, 2, 3)), List.of(new Standing(4, 5, 6))));
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(40)] : sound.getBytes();
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(256);
            }

            assertThat(CODEC.decodeFromWire(0, Buffer.buffer(bytes)))
                    .as("seed " + seed + " round " + i + " " + Arrays.toString(bytes))
                    .isNotNull();
        }
    }

    private static StreamFrame overTheWire(StreamFrame frame) {
        Buffer before = Buffer.buffer("what stands before");
        int start = before.length();
        CODEC.encodeToWire(before, frame);
        return (StreamFrame) CODEC.decodeFromWire(start, before);
    }

    private static Buffer wire(StreamFrame frame) {
        Buffer wire = Buffer.buffer();
        CODEC.encodeToWire(wire, frame);
        return wire;
    }
}
