package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ToolNamesTest {

    @Test
    void keepsANameThatEveryClientAccepts() {
        assertThat(ToolNames.accepted("get-batch_2")).isEqualTo("get-batch_2");
    }

    @Test
    void replacesWhatSomeClientsRefuse() {
        assertThat(ToolNames.accepted("get.batch/é x")).isEqualTo("get_batch___x");
        assertThat(ToolNames.accepted("")).isEqualTo("_");
    }

    @Test
    void shortensALongNameSoThatItStaysApartFromItsNeighbour() {
        String one = ToolNames.accepted("a".repeat(80) + "1");
        String two = ToolNames.accepted("a".repeat(80) + "2");

        assertThat(one).hasSize(64).matches("[A-Za-z0-9_-]+");
        assertThat(one).isNotEqualTo(two);
        assertThat(ToolNames.accepted("a".repeat(80) + "1")).isEqualTo(one);
        assertThat(ToolNames.accepted("a".repeat(64))).hasSize(64).doesNotContain("_");
    }
}
