package io.portolan.bus.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FrameCutterTest {

    private static final int MOST = 100;

    private final List<String> frames = new ArrayList<>();
    private final FrameCutter cutter = new FrameCutter(MOST, frame -> frames.add(frame.toString()));

    @Test
    void cutsWhereverTheChunksEnd() {
        List<String> sent = IntStream.rangeClosed(1, MOST).mapToObj("x"::repeat).toList();
        Buffer all = Buffer.buffer();
        sent.forEach(frame -> all.appendInt(frame.length()).appendString(frame));
        Random random = new Random(7);

        for (int round = 0; round < 200; round++) {
            frames.clear();
            int position = 0;
            while (position < all.length()) {
                int end = Math.min(all.length(), position + 1 + random.nextInt(round + 1));
                cutter.add(all.getBuffer(position, end));
                position = end;
            }
            assertThat(frames).isEqualTo(sent);
        }
    }

    @Test
    void cutsWhatComesAtOnce() {
        cutter.add(Buffer.buffer().appendInt(1).appendString("a").appendInt(2).appendString("bc"));

        assertThat(frames).containsExactly("a", "bc");
    }

    @Test
    void takesNoFrameThatIsTooLong() {
        assertThatThrownBy(() -> cutter.add(Buffer.buffer().appendInt(MOST + 1)))
                .hasMessage("a frame of 101 bytes (expected: at least 1, at most 100)");
    }

    @Test
    void takesLongerOnesOnceTheyAreAllowed() {
        cutter.allow(MOST + 1);

        cutter.add(Buffer.buffer().appendInt(MOST + 1).appendString("x".repeat(MOST + 1)));

        assertThat(frames).hasSize(1);
    }

    @Test
    void takesNoFrameWithoutBytes() {
        assertThatThrownBy(() -> cutter.add(Buffer.buffer().appendInt(0))).hasMessageContaining("a frame of 0 bytes");
    }

    @Test
    void takesNoFrameWhoseLengthOverflows() {
        assertThatThrownBy(() -> cutter.add(Buffer.buffer().appendInt(-1)))
                .hasMessageContaining("a frame of 4294967295 bytes");
    }
}
