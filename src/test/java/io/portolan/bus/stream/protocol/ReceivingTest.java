package io.portolan.bus.stream.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.stream.protocol.StreamFrame.Broken;
import io.portolan.bus.stream.protocol.StreamFrame.Bytes;
import io.portolan.bus.stream.protocol.StreamFrame.End;
import io.portolan.bus.stream.protocol.StreamFrame.UnreadableToReader;
import io.portolan.bus.stream.protocol.Verdict.Fault;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReceivingTest {

    private final Receiving receiving = new Receiving(100);

    @Test
    void takesWhatComesInItsOrderUpToTheEnd() {
        assertThat(receiving.take(data(0, 40))).isEqualTo(Verdict.ACCEPTED);
        assertThat(receiving.take(data(1, 60))).isEqualTo(Verdict.ACCEPTED);
        assertThat(receiving.take(end(2, 100))).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void endsAStreamWithoutBytes() {
        assertThat(receiving.take(end(0, 0))).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void breaksOffWhereAFrameIsMissing() {
        receiving.take(data(0, 1));

        assertThat(receiving.take(data(2, 1))).isEqualTo(new Fault("frame 2 came (expected: 1)", false));
        assertThat(receiving.take(data(1, 1))).isEqualTo(Verdict.LATE);
    }

    @Test
    void breaksOffWhereAFrameComesAgain() {
        receiving.take(data(0, 1));

        assertThat(receiving.take(data(0, 1))).isEqualTo(new Fault("frame 0 came (expected: 1)", false));
    }

    @Test
    void breaksOffWhereTheEndComesTooEarly() {
        receiving.take(data(0, 1));

        assertThat(receiving.take(end(2, 1))).isInstanceOf(Fault.class);
    }

    @Test
    void breaksOffWhereTheLengthIsWrong() {
        receiving.take(data(0, 1));

        assertThat(receiving.take(end(1, 2))).isEqualTo(new Fault("1 of 2 bytes came", false));
    }

    @Test
    void breaksOffWhereMoreComesThanWasAskedFor() {
        receiving.take(data(0, 100));
        assertThat(receiving.allow(10)).isEqualTo(110);
        assertThat(receiving.take(data(1, 10))).isEqualTo(Verdict.ACCEPTED);

        assertThat(receiving.take(data(2, 1))).isEqualTo(new Fault("more came than was asked for", false));
    }

    @Test
    void doesNotTellTheOtherNodeWhatItSaysItself() {
        assertThat(receiving.take(new Broken(1, "the upstream broke off")))
                .isEqualTo(new Fault("the upstream broke off", true));
    }

    @Test
    void breaksOffWhereAFrameCannotBeRead() {
        assertThat(receiving.take(new UnreadableToReader(1, "cut")))
                .isEqualTo(new Fault("a frame cannot be read: cut", false));
    }

    @Test
    void ignoresWhatComesAfterwards() {
        receiving.take(end(0, 0));

        assertThat(receiving.take(data(1, 1))).isEqualTo(Verdict.LATE);
        assertThat(receiving.take(end(1, 1))).isEqualTo(Verdict.LATE);
        assertThat(receiving.take(new Broken(1, "late"))).isEqualTo(Verdict.LATE);
        assertThat(receiving.hear(7)).isEqualTo(Verdict.LATE);
    }

    @Test
    void ignoresWhatComesWhenNobodyReads() {
        receiving.stop();

        assertThat(receiving.take(data(0, 1))).isEqualTo(Verdict.LATE);
    }

    @Test
    void breaksOffWhenWhatWasSentLongAgoHasNotCome() {
        receiving.take(data(0, 1));

        assertThat(receiving.hear(2)).isEqualTo(Verdict.ACCEPTED);
        assertThat(receiving.hear(2)).isEqualTo(new Fault("frames were lost", false));
    }

    @Test
    void waitsForWhatHasJustBeenSent() {
        receiving.take(data(0, 1));
        receiving.hear(2);
        receiving.take(data(1, 1));

        assertThat(receiving.hear(5)).isEqualTo(Verdict.ACCEPTED);
    }

    private static Bytes data(long sequence, int length) {
        return new Bytes(1, sequence, List.of(Buffer.buffer(new byte[length])));
    }

    private static End end(long sequence, long length) {
        return new End(1, sequence, length, MultiMap.caseInsensitiveMultiMap());
    }
}
