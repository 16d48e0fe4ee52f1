package io.portolan.bus.stream.protocol;

import static io.portolan.bus.stream.protocol.StreamFrame.MOST_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.stream.protocol.StreamFrame.Bytes;
import io.portolan.bus.stream.protocol.StreamFrame.End;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SendingTest {

    @Test
    void sendsASmallPieceAsItIs() {
        Sending sending = new Sending(9, 100);
        Buffer event = Buffer.buffer("data: 1\n\n");
        sending.add(event);

        Bytes frame = sending.frame(1);

        assertThat(frame.stream()).isEqualTo(9);
        assertThat(frame.sequence()).isZero();
        assertThat(frame.chunks()).singleElement().isSameAs(event);
        assertThat(sending.frame(1)).isNull();
    }

    @Test
    void waitsForAsManyBytesAsAFrameIsToHave() {
        Sending sending = new Sending(9, 1000);
        sending.add(Buffer.buffer("01234"));

        assertThat(sending.frame(6)).isNull();
        assertThat(bytes(sending.frame(5))).hasToString("01234");
    }

    @Test
    void joinsWhatIsThereAndSplitsWhatIsTooMuch() {
        Sending sending = new Sending(9, 10L * MOST_BYTES);
        sending.add(Buffer.buffer(new byte[10]));
        sending.add(Buffer.buffer(new byte[2 * MOST_BYTES]));

        assertThat(sending.frame(1).length()).isEqualTo(MOST_BYTES);
        assertThat(sending.frame(1).length()).isEqualTo(MOST_BYTES);
        assertThat(sending.frame(1).length()).isEqualTo(10);
        assertThat(sending.frame(1)).isNull();
        assertThat(sending.next()).isEqualTo(3);
    }

    @Test
    void sendsNoMoreThanWasAskedFor() {
        Sending sending = new Sending(9, 6);
        sending.add(Buffer.buffer("0123456789"));

        assertThat(bytes(sending.frame(1))).hasToString("012345");
        assertThat(sending.frame(1)).isNull();
        assertThat(sending.full()).isTrue();

        sending.allow(8);
        assertThat(bytes(sending.frame(1))).hasToString("67");
        sending.allow(7);
        assertThat(sending.frame(1)).isNull();
        sending.allow(20);
        assertThat(bytes(sending.frame(1))).hasToString("89");
        assertThat(sending.full()).isFalse();
    }

    @Test
    void endsWithTheLengthOfAll() {
        Sending sending = new Sending(9, 100);
        sending.add(Buffer.buffer("abc"));
        sending.frame(1);

        End end = sending.end(MultiMap.caseInsensitiveMultiMap().add("a", "1"));

        assertThat(end.sequence()).isEqualTo(1);
        assertThat(end.length()).isEqualTo(3);
        assertThat(end.trailers().get("a")).isEqualTo("1");
    }

    @Test
    void keepsEveryByteInItsPlaceWhateverTheSizes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Sending sending = new Sending(9, 0);
            Receiving receiving = new Receiving(0);
            Buffer sent = Buffer.buffer();
            Buffer got = Buffer.buffer();
            for (int step = 0; step < 50; step++) {
                byte[] chunk = new byte[random.nextInt(3000)];
                random.nextBytes(chunk);
                sent.appendBytes(chunk);
                sending.add(Buffer.buffer(chunk));
                sending.allow(receiving.allow(random.nextInt(2500)));
                pass(sending, receiving, got);
            }
            sending.allow(receiving.allow(sending.held()));
            pass(sending, receiving, got);

            assertThat(got).as("seed " + seed + " round " + round).isEqualTo(sent);
            assertThat(receiving.take(sending.end(MultiMap.caseInsensitiveMultiMap())))
                    .as("seed " + seed + " round " + round)
                    .isEqualTo(Verdict.COMPLETE);
        }
    }

    private static void pass(Sending sending, Receiving receiving, Buffer got) {
        for (Bytes frame = sending.frame(1); frame != null; frame = sending.frame(1)) {
            assertThat(receiving.take(frame)).isEqualTo(Verdict.ACCEPTED);
            got.appendBuffer(bytes(frame));
        }
    }

    private static Buffer bytes(Bytes frame) {
        Buffer bytes = Buffer.buffer();
        frame.chunks().forEach(bytes::appendBuffer);
        return bytes;
    }
}
