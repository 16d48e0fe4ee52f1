package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.spec.Problem.Severity;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuleTest {

    @Test
    void isToldByTheWordsOfAMessage() {
        Map<String, String> rows = Map.ofEntries(
                Map.entry("not YAML: a key lacks its ':'", "not-yaml"),
                Map.entry("unknown key 'nmae' (did you mean 'name'?)", "unknown-key"),
                Map.entry("missing key 'port' (expected: an integer from 1 to 65535)", "missing-key"),
                Map.entry("unknown value 'GTE' (did you mean 'GET'?)", "unknown-value"),
                Map.entry("expected a list, found a mapping", "wrong-type"),
                Map.entry("'websocket' is not supported (expected: rest, mcp, skill or control)", "not-supported"),
                Map.entry(
                        "placeholder {id} is not declared; it is taken as a required string", "undeclared-placeholder"),
                Map.entry("placeholder {a-b} stands for parameter 'a_b'", "renamed-placeholder"),
                Map.entry("unknown operation 'a.b' (did you mean 'a.c'?)", "unknown-operation"),
                Map.entry("too many aliases (expected: at most 50)", "out-of-bounds"),
                Map.entry("the file is larger than 4194304 bytes, and is not read", "out-of-bounds"),
                Map.entry(
                        "'[a' is no regular expression, so that texts are not checked against it", "unusable-pattern"));

        rows.forEach((text, rule) -> assertThat(new Problem(Severity.ERROR, new Position("f", 1, 1), "", text)
                        .rule()
                        .id())
                .as(text)
                .isEqualTo(rule));
    }

    @Test
    void isToldByTheSeverityWhereNoWordsAreKnown() {
        assertThat(Arrays.stream(Severity.values())
                        .map(severity -> Rule.of(severity, "something else").id()))
                .containsExactly("invalid", "doubtful", "remark");
    }

    @Test
    void hasAnIdInKebabCaseAndASentence() {
        assertThat(Rule.values()).allSatisfy(rule -> {
            assertThat(rule.id()).matches("[a-z]+(-[a-z]+)*");
            assertThat(rule.meaning()).endsWith(".");
        });
    }
}
