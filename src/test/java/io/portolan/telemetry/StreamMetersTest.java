package io.portolan.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StreamMetersTest {

    @Test
    void tellsWhatIsCountedElsewhere() {
        try (Metrics metrics = new Metrics()) {
            StreamMeters.bind(metrics.registry(), () -> 3, () -> 2, () -> 1);

            assertThat(metrics.scrape())
                    .contains("portolan_streams_open 3.0\n")
                    .contains("portolan_streams_abandoned_total 2.0\n")
                    .contains("portolan_streams_broken_total 1.0\n");
        }
    }
}
