package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PackedPositionsTest {

    @Test
    void findsEachPlaceOfMany() {
        Map<String, Position> positions = new HashMap<>();
        for (int section = 0; section < 40; section++) {
            String path = "capability.consumes[" + section + "]";
            positions.put(path, new Position("a.yaml", 100 * section + 1, 5));
            positions.put(path + ".baseUri", new Position("a.yaml", 100 * section + 2, 130));
            positions.put(path + ".inputParameters[0].naïve €", new Position("a.yaml", 70_000 + section, 20_000));
        }

        PackedPositions packed = PackedPositions.of(positions);

        positions.forEach(
                (path, at) -> assertThat(packed.at("a.yaml", path)).as(path).isEqualTo(at));
    }

    @Test
    void knowsNoOther() {
        Map<String, Position> positions =
                Map.of("b", new Position("a.yaml", 1, 1), "b.c", new Position("a.yaml", 2, 2));

        PackedPositions packed = PackedPositions.of(positions);

        assertThat(packed.at("a.yaml", "a")).isNull();
        assertThat(packed.at("a.yaml", "b.")).isNull();
        assertThat(packed.at("a.yaml", "b.c.d")).isNull();
        assertThat(packed.at("a.yaml", "")).isNull();
        assertThat(PackedPositions.of(Map.of()).at("a.yaml", "b")).isNull();
    }
}
