package io.portolan.bus.stream.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class WindowsTest {

    private static final long ALL = 32L << 20;
    private static final long EACH = 512L << 10;

    private final Windows windows = new Windows(ALL, EACH);

    @Test
    void beginsSmallAndGivesItsShareToAStreamThatIsRead() {
        long window = windows.open();
        assertThat(window).isEqualTo(Windows.LEAST);

        long more = windows.more(window - 8192, 8192);

        assertThat(window - 8192 + more).isEqualTo(EACH);
        assertThat(windows.granted()).isEqualTo(EACH);
    }

    @Test
    void fitsTwoThousandStreamsThatNobodyReads() {
        for (int i = 0; i < 2_000; i++) {
            windows.open();
        }

        assertThat(windows.granted()).isLessThanOrEqualTo(ALL);
    }

    @Test
    void leavesRoomForNewcomersWhenThoseWithLargeWindowsAreStuck() {
        for (int i = 0; i < 1_000; i++) {
            long window = windows.open();
            windows.more(window - 8192, 8192);
        }

        assertThat(windows.granted()).isLessThanOrEqualTo(ALL);
    }

    @Test
    void takesBackFromThoseThatReadWhenManyShare() {
        long first = windows.open();
        first += windows.more(first - 8192, 8192) - 8192;
        for (int i = 0; i < 1_000; i++) {
            windows.open();
        }

        long more = windows.more(first - 128 * 1024, 128 * 1024);

        assertThat(more).isZero();
    }

    @Test
    void letsEveryStreamGetOnHoweverManyThereAre() {
        long window = windows.open();
        for (int i = 0; i < 10_000; i++) {
            windows.open();
        }

        assertThat(windows.more(window - 8192, 8192)).isEqualTo(8192);
    }

    @Test
    void holdsNothingWhenAllAreOver() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long[] left = new long[100];
        for (int stream = 0; stream < left.length; stream++) {
            left[stream] = windows.open();
        }
        for (int i = 0; i < 10_000; i++) {
            int stream = random.nextInt(left.length);
            long read = (long) (left[stream] * random.nextDouble());
            left[stream] -= read;
            left[stream] += windows.more(left[stream], read);
            assertThat(windows.granted()).as("seed " + seed).isBetween(0L, ALL);
        }

        for (long rest : left) {
            windows.close(rest);
        }

        assertThat(windows.granted()).isZero();
    }
}
