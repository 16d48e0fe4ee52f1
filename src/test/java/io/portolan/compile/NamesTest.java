package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NamesTest {

    @Test
    void findsANameExactlyBeforeItFindsItByLetters() {
        assertThat(Names.find("batch_id", List.of("batch-id", "batch_id"))).isEqualTo(1);
    }

    @Test
    void findsANameWithoutCaseAndAcrossDashesUnderscoresAndHumps() {
        assertThat(Names.find("BATCH_ID", List.of("x", "batch_id"))).isEqualTo(1);
        assertThat(Names.find("batch_id", List.of("x", "batch-id"))).isEqualTo(1);
        assertThat(Names.find("batchId", List.of("x", "batch-id"))).isEqualTo(1);
    }

    @Test
    void findsNothingForAnotherNameOrForPunctuation() {
        assertThat(Names.find("job_id", List.of("batch_id"))).isEqualTo(-1);
        assertThat(Names.find("--", List.of("__"))).isEqualTo(-1);
    }

    @Test
    void pairsEachNameOnce() {
        assertThat(Names.pair(List.of("a", "A"), List.of("A", "a"))).containsExactly(1, 0);
    }

    @Test
    void pairsWhatIsLeftByPositionWhenItIsEquallyMany() {
        assertThat(Names.pair(List.of("session", "b"), List.of("id", "b"))).containsExactly(0, 1);
        assertThat(Names.pair(List.of("x", "y"), List.of("one"))).containsExactly(-1, -1);
    }
}
