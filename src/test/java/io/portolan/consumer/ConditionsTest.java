package io.portolan.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.expr.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConditionsTest {

    @Test
    void aLoneValueHoldsUnlessItIsFalseZeroEmptyOrMissing() {
        for (String no : new String[] {"", " ", "false", "0", "null", "[]", "{}"}) {
            assertThat(Conditions.hold(text(no), null, null)).as("'%s'", no).isFalse();
        }
        for (String yes : new String[] {"true", "1", "no", "[0]", "00"}) {
            assertThat(Conditions.hold(text(yes), null, null)).as("'%s'", yes).isTrue();
        }
        assertThat(Conditions.hold(null, null, null)).isFalse();
    }

    @Test
    void numbersAreComparedAsNumbersAndTextsAsTexts() {
        String[][] holding = {
            {"10", ">", "9"},
            {"1.0", "==", "1"},
            {"b", ">", "a"},
            {"a", "!=", "A"},
            {"-1", "<", "0"},
            {"1e3", ">=", "1000"},
            {"10", "<", "9a"}
        };
        for (String[] row : holding) {
            assertThat(Conditions.hold(text(row[0]), row[1], text(row[2])))
                    .as(String.join(" ", row))
                    .isTrue();
        }
    }

    @Test
    void aMissingSideIsAnEmptyText() {
        assertThat(Conditions.hold(null, "==", text(""))).isTrue();
        assertThat(Conditions.hold(text("x"), "!=", null)).isTrue();
    }

    private static Value text(@Nullable String text) {
        return new Value.Text(String.valueOf(text));
    }
}
