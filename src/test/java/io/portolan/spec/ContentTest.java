package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value means whose shape the format leaves free, by YAML 1.2's core schema. */
final class ContentTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-5, -5",
        "+5, 5",
        "0, 0",
        "0x1F, 31",
        "0o17, 15",
        "1.50, 1.50",
        ".5, 0.5",
        "5., 5",
        "-0.0, -0.0",
        "1e3, 1e3",
        "1E+3, 1e+3",
        "true, true",
        "False, false",
        "TRUE, true",
        "12345678901234567890.123456789, 12345678901234567890.123456789"
    })
    void numbersAndBooleansKeepTheirTypeInJsonSpelling(String yaml, String json) {
        assertThat(value(yaml)).isEqualTo(new Content.Literal(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "no",
                "on",
                "2026-01-01",
                "12:30:00",
                "0123",
                "007.5",
                "1_000",
                ".inf",
                "-.INF",
                ".nan",
                "1e9999",
                "0b11",
                "tools.page",
                "~x",
                "0x",
                "+",
                "."
            })
    void otherTextsStayText(String yaml) {
        assertThat(value(yaml)).isEqualTo(new Content.Text(yaml));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"'1';1", "\"true\";true", "!!str 5;5", "'';''"},
            delimiter = ';',
            quoteCharacter = '#')
    void whatIsQuotedIsText(String yaml, String text) {
        assertThat(value(yaml)).isEqualTo(new Content.Text(text.replace("''", "")));
    }

    @Test
    void listsAndMappingsKeepTheirShapeAndOrder() {
        Content value = value("{b: [1, {a: '{{tools.x}}'}, ~], a: true}");

        assertThat(value)
                .isEqualTo(new Content.Fields(Map.of(
                        "b",
                        new Content.Items(List.of(
                                new Content.Literal("1"),
                                new Content.Fields(Map.of("a", new Content.Text("{{tools.x}}"))),
                                new Content.Literal("null"))),
                        "a",
                        new Content.Literal("true"))));
        assertThat(((Content.Fields) value).fields()).containsOnlyKeys("b", "a");
    }

    @Test
    void aKeyWithoutAValueIsNoArgument() {
        assertThat(with("{a: , b: 1}")).containsOnlyKeys("b");
    }

    @Test
    void argumentsMayBeAListOfNamesAndValues() {
        assertThat(with("[{name: a, value: 1}, {name: b, value: x}]"))
                .containsEntry("a", new Content.Literal("1"))
                .containsEntry("b", new Content.Text("x"));
    }

    private static Content value(String yaml) {
        return with("{v: " + yaml + "}").get("v");
    }

    private static Map<String, Content> with(String yaml) {
        String text = "naftiko: 0.5\ncapability:\n  exposes:\n  - {type: mcp, namespace: m, port: 1, tools: [{name: t,"
                + " call: a.b, with: " + yaml + "}]}\n";
        Exposes.Mcp mcp =
                (Exposes.Mcp) SpecReader.read("f", text).capability().exposes().getFirst();
        return ((Action.Call) mcp.tools().getFirst().action()).with();
    }
}
