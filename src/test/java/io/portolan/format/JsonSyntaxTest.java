package io.portolan.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.format.JsonSyntax.Fault;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonSyntax.Sound;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonSyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | OBJECT",
                "{\"a\": [1, {\"b\": null}]} | OBJECT",
                "[ ] | ARRAY",
                "\"text\" | STRING",
                "-1.5e+400 | NUMBER",
                "0 | NUMBER",
                "true | BOOLEAN",
                "false | BOOLEAN",
                "null | NULL",
            })
    void tellsWhatTheValueIs(String text, Kind kind) {
        assertThat(JsonSyntax.check(Buffer.buffer(text))).isEqualTo(new Sound(kind));
        assertThat(JsonSyntax.check(Buffer.buffer(" \n\t" + text + "\r\n "))).isEqualTo(new Sound(kind));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | line 1, column 1: expected a value, got nothing",
                "'  ' | line 1, column 3: expected a value, got nothing",
                "{ | line 1, column 2: the text ends in the middle of a value",
                "[1, | line 1, column 4: the text ends in the middle of a value",
                "\"abc | line 1, column 5: the text ends in the middle of a value",
                "{}{} | line 1, column 3: expected the end, got a second value",
                "1 2 | line 1, column 3: expected the end, got a second value",
            })
    void saysWhereItGoesWrong(String text, String fault) {
        assertThat(JsonSyntax.check(Buffer.buffer(text))).hasToString(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': 1}",
                "{a: 1}",
                "[1,]",
                "{\"a\": 1,}",
                "01",
                "+1",
                ".5",
                "1.",
                "NaN",
                "tru",
                "[1 2]",
                "}",
                "// x"
            })
    void refusesWhatOnlyLooksLikeJson(String text) {
        assertThat(JsonSyntax.check(Buffer.buffer(text))).isInstanceOf(Fault.class);
    }

    @Test
    void countsLines() {
        Fault fault = (Fault) JsonSyntax.check(Buffer.buffer("{\n  \"a\": 1\n  \"b\": 2\n}"));

        assertThat(fault.line()).isEqualTo(3);
        assertThat(fault.column()).isEqualTo(3);
    }

    @Test
    void refusesWhatFollowsAValue() {
        assertThat(JsonSyntax.check(Buffer.buffer("{} x"))).isInstanceOf(Fault.class);
        assertThat(JsonSyntax.check(Buffer.buffer("{}\0"))).isInstanceOf(Fault.class);
    }

    @Test
    void readsUtf8Only() {
        Buffer utf16 = Buffer.buffer("{\"a\": 1}".getBytes(StandardCharsets.UTF_16LE));
        Buffer latin1 = Buffer.buffer("\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));
        Buffer cut = Buffer.buffer(new byte[] {'"', (byte) 0xC3, '"'});

        assertThat(JsonSyntax.check(utf16)).isInstanceOf(Fault.class);
        assertThat(JsonSyntax.check(latin1)).isInstanceOf(Fault.class);
        assertThat(JsonSyntax.check(cut)).isInstanceOf(Fault.class);
        assertThat(JsonSyntax.check(Buffer.buffer("\"\u00e9\u20ac\ud83d\ude00\"")))
                .isEqualTo(new Sound(Kind.STRING));
    }

    @Test
    void boundsTheDepth() {
        String allowed = "[".repeat(JsonSyntax.MAX_DEPTH) + "]".repeat(JsonSyntax.MAX_DEPTH);

        assertThat(JsonSyntax.check(Buffer.buffer(allowed))).isEqualTo(new Sound(Kind.ARRAY));
        assertThat(JsonSyntax.check(Buffer.buffer("[" + allowed + "]")))
                .asString()
                .contains("nested deeper than 200 levels");
    }

    @Test
    void takesStringsOfAnyLength() {
        assertThat(JsonSyntax.check(Buffer.buffer("\"" + "x".repeat(30_000_000) + "\"")))
                .isEqualTo(new Sound(Kind.STRING));
    }
}
