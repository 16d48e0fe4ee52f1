package io.portolan.format.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class IdSetTest {

    @Test
    void remembersTheFirstLineOfEachWhileItGrows() {
        IdSet set = new IdSet();
        Random random = new Random(7);
        long[] hashes = random.longs(200_000).toArray();
        for (int at = 0; at < hashes.length; at += 2) {
            assertThat(set.put(hashes[at], hashes[at + 1], at + 1)).isZero();
        }

        for (int at = 0; at < hashes.length; at += 2) {
            assertThat(set.put(hashes[at], hashes[at + 1], 1_000_000)).isEqualTo(at + 1);
        }
    }

    @Test
    void tellsApartWhatIsEqualInOneHalf() {
        IdSet set = new IdSet();

        assertThat(set.put(5, 7, 1)).isZero();
        assertThat(set.put(5, 8, 2)).isZero();
        assertThat(set.put(6, 7, 3)).isZero();
        assertThat(set.put(0, 7, 4)).isZero();
        assertThat(set.put(5, 0, 5)).isZero();
        assertThat(set.put(5, 7, 6)).isEqualTo(1);
        assertThat(set.put(0, 7, 7)).isEqualTo(4);
        assertThat(set.put(5, 0, 8)).isEqualTo(5);
    }
}
