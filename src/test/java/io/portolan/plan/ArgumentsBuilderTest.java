package io.portolan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.format.JsonSyntax.Kind;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentsBuilderTest {

    @ParameterizedTest
    @CsvSource({
        "STRING, abc",
        "STRING, ''",
        "ANY, 12",
        "INTEGER, 0",
        "INTEGER, -0",
        "INTEGER, -12",
        "INTEGER, 123456789012345678901234567890",
        "NUMBER, 1e400",
        "NUMBER, -0.50E-3",
        "NUMBER, 7",
        "BOOLEAN, true",
        "BOOLEAN, false",
    })
    void keepsTextAsTheCallerSpelledIt(ValueType type, String raw) {
        Arguments arguments = builder(type).text(0, raw).finish();

        assertThat(arguments).isEqualTo(new Arguments.Bound(List.of(value(type, raw))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "INTEGER | abc | x: expected an integer, got 'abc'",
                "INTEGER | \"\" | x: expected an integer, got ''",
                "INTEGER | 5.0 | x: expected an integer, got '5.0'",
                "INTEGER | 05 | x: expected an integer, got '05'",
                "INTEGER | +5 | x: expected an integer, got '+5'",
                "INTEGER | - | x: expected an integer, got '-'",
                "INTEGER | ٣ | x: expected an integer, got '٣'",
                "NUMBER | 1. | x: expected a number, got '1.'",
                "NUMBER | .5 | x: expected a number, got '.5'",
                "NUMBER | 1e | x: expected a number, got '1e'",
                "NUMBER | 1e+ | x: expected a number, got '1e+'",
                "NUMBER | NaN | x: expected a number, got 'NaN'",
                "BOOLEAN | yes | x: expected true or false, got 'yes'",
                "BOOLEAN | True | x: expected true or false, got 'True'",
                "OBJECT | [1] | x: expected a JSON object, got '[1]'",
            })
    void refusesTextThatDoesNotFitTheType(ValueType type, String raw, String fault) {
        Arguments arguments = builder(type).text(0, raw).finish();

        assertThat(detail(arguments)).isEqualTo(fault);
    }

    @Test
    void takesAnObjectAsJsonText() {
        Arguments arguments =
                builder(ValueType.OBJECT).text(0, "{\"a\": 1e400}").finish();

        assertThat(arguments).isEqualTo(new Arguments.Bound(List.of(new Value.Json(Buffer.buffer("{\"a\": 1e400}")))));
    }

    @Test
    void saysWhereAnObjectIsNotJson() {
        Arguments arguments = builder(ValueType.OBJECT).text(0, "{\"a\"").finish();

        assertThat(detail(arguments))
                .isEqualTo("x: expected a JSON object, got '{\"a\"'"
                        + " (line 1, column 5: the text ends in the middle of a value)");
    }

    @Test
    void makesAnArrayOfRepeatedText() {
        Value array = new Value.Json(Buffer.buffer("[\"a\",\"b\"]"));

        assertThat(builder(ValueType.ARRAY).texts(0, List.of("a", "b")).finish())
                .isEqualTo(new Arguments.Bound(List.of(array)));
        assertThat(builder(ValueType.ANY).texts(0, List.of("a", "b")).finish())
                .isEqualTo(new Arguments.Bound(List.of(array)));
        assertThat(builder(ValueType.ARRAY).text(0, "a").finish())
                .isEqualTo(new Arguments.Bound(List.of(new Value.Json(Buffer.buffer("[\"a\"]")))));
    }

    @Test
    void refusesRepeatedTextWhereOneIsDue() {
        Arguments arguments =
                builder(ValueType.STRING).texts(0, List.of("a", "b", "c")).finish();

        assertThat(detail(arguments)).isEqualTo("x: given 3 times (expected: once)");
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, STRING, text",
        "INTEGER, NUMBER, 5",
        "INTEGER, NUMBER, 5.0",
        "NUMBER, NUMBER, 1e400",
        "BOOLEAN, BOOLEAN, true",
        "ANY, NUMBER, 5",
        "ANY, STRING, 5",
    })
    void takesJsonThatFitsTheType(ValueType type, Kind kind, String text) {
        Arguments arguments = builder(type).json(0, kind, value(kind, text)).finish();

        assertThat(arguments).isEqualTo(new Arguments.Bound(List.of(value(kind, text))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "STRING | NUMBER | 5 | x: expected a string, got a number",
                "INTEGER | STRING | 5 | x: expected an integer, got a string",
                "INTEGER | NUMBER | 5.5 | x: expected an integer, got '5.5'",
                "INTEGER | NUMBER | 5.05 | x: expected an integer, got '5.05'",
                "INTEGER | NUMBER | 1e3 | x: expected an integer, got '1e3'",
                "BOOLEAN | STRING | true | x: expected true or false, got a string",
                "ARRAY | OBJECT | {} | x: expected a JSON array, got an object",
                "OBJECT | ARRAY | [] | x: expected a JSON object, got an array",
            })
    void refusesJsonOfAnotherType(ValueType type, Kind kind, String text, String fault) {
        Arguments arguments = builder(type).json(0, kind, value(kind, text)).finish();

        assertThat(detail(arguments)).isEqualTo(fault);
    }

    @Test
    void takesANullAsAbsent() {
        Parameters parameters = new Parameters(List.of(parameter("x", ValueType.INTEGER, false)), null);

        Arguments arguments = new ArgumentsBuilder(parameters, "argument")
                .json(0, Kind.NULL, null)
                .finish();

        assertThat(arguments).isEqualTo(new Arguments.Bound(Arrays.asList((Value) null)));
    }

    @Test
    void reportsEveryFault() {
        Parameters parameters = new Parameters(
                List.of(
                        parameter("limit", ValueType.INTEGER, true),
                        parameter("after", ValueType.STRING, true),
                        parameter("order", ValueType.STRING, false)),
                parameter("body", ValueType.OBJECT, true));

        Arguments arguments = new ArgumentsBuilder(parameters, List.of("query", "header", "query"))
                .text(0, "many")
                .body("body", null)
                .fault("query", "limt", "unknown")
                .finish();

        assertThat(arguments)
                .isEqualTo(new Arguments.Refused(List.of(
                        new InputFault("query", "limit", "expected an integer, got 'many'"),
                        new InputFault("body", "body", "required"),
                        new InputFault("query", "limt", "unknown"),
                        new InputFault("header", "after", "required parameter is missing"))));
    }

    @ParameterizedTest
    @CsvSource({
        "OBJECT, OBJECT, ''",
        "ARRAY, ARRAY, ''",
        "ANY, NULL, ''",
        "OBJECT, ARRAY, 'payload: expected a JSON object, got an array'",
        "OBJECT, NULL, 'payload: expected a JSON object, got null'",
        "OBJECT, , 'payload: required'",
    })
    void checksTheBody(ValueType type, Kind kind, String fault) {
        Parameters parameters = new Parameters(List.of(), parameter("payload", type, true));

        Arguments arguments =
                new ArgumentsBuilder(parameters, "argument").body("body", kind).finish();

        assertThat(detail(arguments)).isEqualTo(fault);
    }

    @Test
    void refusesABodyNobodyReads() {
        Parameters parameters = new Parameters(List.of(), null);

        Arguments arguments = new ArgumentsBuilder(parameters, List.of())
                .body("body", Kind.OBJECT)
                .finish();

        assertThat(detail(arguments)).isEqualTo("body: this operation takes no body");
    }

    private static ArgumentsBuilder builder(ValueType type) {
        return new ArgumentsBuilder(new Parameters(List.of(parameter("x", type, true)), null), "argument");
    }

    private static Parameter parameter(String name, ValueType type, boolean required) {
        return new Parameter(name, type, required, null);
    }

    private static String detail(Arguments arguments) {
        return switch (arguments) {
            case Arguments.Bound bound -> "";
            case Arguments.Refused refused -> refused.detail();
        };
    }

    private static Value value(ValueType type, String raw) {
        boolean text = type == ValueType.STRING || type == ValueType.ANY;
        return text ? new Value.Text(raw) : new Value.Literal(raw);
    }

    private static Value value(Kind kind, String text) {
        return kind == Kind.STRING ? new Value.Text(text) : new Value.Literal(text);
    }
}
