package io.portolan.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

    private static final List<String> KNOWN = List.of("name", "type", "description", "inputParameters", "integer");

    @ParameterizedTest
    @CsvSource({
        "descripton, description",
        "Type, type",
        "tpye, type",
        "inputParams, inputParameters",
        "input_parameters, inputParameters",
        "int, integer",
        "desc, description",
        "names, name"
    })
    void findsTheNearest(String name, String nearest) {
        assertThat(Nearest.to(name, KNOWN)).isEqualTo(nearest);
    }

    @ParameterizedTest
    @CsvSource({"colour", "in", "x", "''", "nmaerp"})
    void findsNothingFarAway(String name) {
        assertThat(Nearest.to(name, KNOWN)).isNull();
    }

    @Test
    void prefersTheFirstOfEquallyNear() {
        assertThat(Nearest.to("cat", List.of("dog", "bat", "car"))).isEqualTo("bat");
    }

    @Test
    void hintsAtTheNearestOrListsWhatIsKnown() {
        assertThat(Nearest.hint("nme", KNOWN)).isEqualTo(" (did you mean 'name'?)");
        assertThat(Nearest.hint("colour", List.of("name", "type"))).isEqualTo(" (expected one of: name, type)");
        assertThat(Nearest.hint("colour", List.of())).isEmpty();
    }

    @Test
    void cutsALongList() {
        List<String> known =
                IntStream.range(100, 120).mapToObj(i -> "operation" + i).toList();

        assertThat(Nearest.hint("x", known)).endsWith("operation115 and 4 more)");
    }
}
