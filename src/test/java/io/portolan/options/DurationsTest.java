package io.portolan.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DurationsTest {

    @Test
    void readsEveryUnitAndWritesItBack() {
        Map<String, Duration> forms = Map.of(
                "250ms", Duration.ofMillis(250),
                "30s", Duration.ofSeconds(30),
                "5m", Duration.ofMinutes(5),
                "1h", Duration.ofHours(1),
                "0s", Duration.ZERO);

        forms.forEach((text, duration) -> {
            assertThat(Durations.parse(text)).as(text).isEqualTo(duration);
            assertThat(Durations.format(duration)).isEqualTo(text);
        });
    }

    @Test
    void writesTheLargestUnitThatIsExact() {
        assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Durations.format(Duration.ofMinutes(2))).isEqualTo("2m");
        assertThat(Durations.format(Duration.ofMillis(1500))).isEqualTo("1500ms");
    }

    @Test
    void refusesAnythingElse() {
        for (String text : List.of("30", "5 minutes", "-1s", "1.5s", "", "PT5S", "9999999999s")) {
            assertThatThrownBy(() -> Durations.parse(text))
                    .as(text)
                    .hasMessage("'" + text + "' (expected: a time such as 250ms, 30s, 5m or 1h)");
        }
    }
}
