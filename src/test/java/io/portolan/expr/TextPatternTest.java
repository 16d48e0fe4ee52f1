package io.portolan.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TextPatternTest {

    @Test
    void matchesTheWholeText() {
        assertThat(pattern("[A-Z]{2}").matches("AB")).isTrue();
        assertThat(pattern("[A-Z]{2}").matches("ABC")).isFalse();
        assertThat(pattern("^[A-Z]{2}$").matches("AB")).isTrue();
    }

    @Test
    void isNoneWhereTheTextIsNoRegularExpressionOrTooLong() {
        assertThat(TextPattern.of("[")).isNull();
        assertThat(TextPattern.of("a".repeat(1001))).isNull();
    }

    @Test
    void givesUpOnAMatchThatCostsTooMuch() {
        assertThat(pattern("(a|aa)+").matches("a".repeat(200) + "!")).isFalse();
        assertThat(pattern("(.|x)*").matches("x".repeat(1_000_000))).isFalse();
    }

    private static TextPattern pattern(String text) {
        return Objects.requireNonNull(TextPattern.of(text));
    }
}
