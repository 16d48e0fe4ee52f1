package io.portolan.format.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonlCheckTest {

    @Test
    void takesWhatVendorsTake() {
        assertThat(faults("""
                {"custom_id": "request-1", "method": "POST", "url": "/v1/embeddings", "body": {"input": ["a", "ü€😀"]}}
                { "body" : { } , "custom_id" : "request-2" }
                {"n":[0,-1,2.50,1e9,-0.1E-7,true,false,null,[],{}],"custom_id":"\\u00fc\\n\\/"}
                """)).isEmpty();
    }

    @Test
    void takesBothLineEndsAndALastLineWithoutOne() {
        assertThat(faults("{\"custom_id\":\"a\"}\r\n{\"custom_id\":\"b\"}\r\n")).isEmpty();
        assertThat(faults("{\"custom_id\":\"a\"}\n{\"custom_id\":\"b\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | 1: an array (expected: an object)",
                "\"x\" | 1: a string (expected: an object)",
                "17 | 1: a number (expected: an object)",
                "hello | 1: no JSON (expected: an object)",
                "{'a':1} | 2: ''' (expected: a name in double quotes or '}')",
                "{\"custom_id\":\"x\",} | 18: '}' (expected: a name in double quotes)",
                "{\"custom_id\" \"x\"} | 14: '\"' (expected: ':')",
                "{\"custom_id\":\"x\" \"b\":1} | 18: '\"' (expected: ',' or '}')",
                "{\"custom_id\":\"x\"}{} | 18: '{' (expected: the end of the line)",
                "{\"a\":[1,]} | 9: ']' (expected: a value)",
                "{\"a\":[1 2]} | 9: '2' (expected: ',' or ']')",
                "{\"a\":[1}} | 8: '}' (expected: ',' or ']')",
                "{\"a\":01} | 7: '1' (expected: no digit after a leading 0)",
                "{\"a\":-} | 7: '}' (expected: a digit)",
                "{\"a\":1.} | 8: '}' (expected: a digit)",
                "{\"a\":1e} | 8: '}' (expected: a digit, '+' or '-')",
                "{\"a\":1e+} | 9: '}' (expected: a digit)",
                "{\"a\":.5} | 6: '.' (expected: a value)",
                "{\"a\":NaN} | 6: 'N' (expected: a value)",
                "{\"a\":nil} | 7: 'i' (expected: true, false or null)",
                "{\"a\":\"\\x\"} | 8: 'x' (expected: one of \" \\ / b f n r t u after \\)",
                "{\"a\":\"\\u12g4\"} | 11: 'g' (expected: four hexadecimal digits after \\u)",
                "{\"a\":1 // x | 8: '/' (expected: ',' or '}')",
                "{\"a\":\"ü€😀\"x} | 11: 'x' (expected: ',' or '}')",
                "{\"a\":\u00a0 1} | 6: byte 0xC2 (expected: a value)",
                "{\"a\": | 6: the line ends in the middle of an object (expected: a value)",
                "{\"a\":1 | 7: the line ends in the middle of an object (expected: ',' or '}')",
                "{\"a\":\"b | 8: the line ends in a string (expected: a line feed as \\n)",
            })
    void saysWhatIsNoObject(String line, String fault) {
        String expected = fault.replaceFirst("(\\d+):", "line 2, column $1:");

        assertThat(faults("{\"custom_id\":\"1\"}\n" + line + "\n{\"custom_id\":\"3\"}\n"))
                .containsExactly(expected);
        assertThat(faults("{\"custom_id\":\"1\"}\n" + line)).containsExactly(expected);
    }

    @Test
    void wantsAControlCharacterEscaped() {
        assertThat(faults("{\"a\":\"\t\"}"))
                .containsExactly("line 1, column 7: a control character in a string (expected: \\u0009)");
    }

    @Test
    void saysWhichLinesAreEmpty() {
        assertThat(faults("\n{\"custom_id\":\"1\"}\n  \r\n{\"custom_id\":\"2\"}\n\n"))
                .containsExactly(
                        "line 1, column 1: an empty line (expected: an object)",
                        "line 3, column 1: an empty line (expected: an object)",
                        "line 5, column 1: an empty line (expected: an object)");
        assertThat(faults("")).containsExactly("line 1, column 1: an empty file (expected: an object a line)");
    }

    @Test
    void wantsAnIdThatIsAStringOnceInEveryLine() {
        assertThat(faults("""
                {"id": "1", "body": {"custom_id": "inside"}}
                {"custom_id": 17}
                {"custom_id": null}
                {"custom_id": "4", "custom_id": "5"}
                {"custom_id": nil}
                """))
                .containsExactly(
                        "line 1, column 1: no custom_id (expected: a string that no other line has)",
                        "line 2, column 15: custom_id is a number (expected: a string)",
                        "line 3, column 15: custom_id is null (expected: a string)",
                        "line 4, column 33: custom_id for the second time (expected: once in a line)",
                        "line 5, column 15: custom_id is null (expected: a string)",
                        "line 5, column 16: 'i' (expected: true, false or null)");
    }

    @Test
    void namesTheLineThatHadAnIdFirst() {
        assertThat(faults("""
                {"custom_id": "a"}
                {"custom_id": "b"}
                {"\\u0063ustom_id": "\\u0061"}
                {"custom_id": "a"}
                """))
                .containsExactly(
                        "line 3, column 20: custom_id 'a' is that of line 1 (expected: a string of its own)",
                        "line 4, column 15: custom_id 'a' is that of line 1 (expected: a string of its own)");
    }

    @Test
    void tellsIdsByTheirCharactersHoweverTheyAreWritten() {
        assertThat(faults("""
                {"custom_id": "😀ü"}
                {"custom_id": "\\ud83d\\ude00\\u00FC"}
                {"custom_id": "\\ud83d"}
                {"custom_id": "\\ud83dx"}
                {"custom_id": "\\ud83d\\ud83d"}
                {"custom_id": ""}
                """))
                .singleElement()
                .asString()
                .startsWith("line 2, column 15: custom_id '😀ü' is that of line 1");
    }

    @Test
    void tellsLongIdsApartByTheirLastCharacter() {
        String id = "x".repeat(5_000);
        String line = "{\"custom_id\": \"%s\"}\n";

        assertThat(faults(line.formatted(id + "1") + line.formatted(id + "2") + line.formatted(id + "1")))
                .containsExactly("line 3, column 15: custom_id '" + "x".repeat(80)
                        + "…' is that of line 1 (expected: a string of its own)");
    }

    @Test
    void looksForAnotherIdOrForNone() {
        String lines = "{\"recordId\":\"a\"}\n{\"recordId\":\"a\"}\n";

        assertThat(faults(lines, rules("recordId")))
                .containsExactly("line 2, column 13: recordId 'a' is that of line 1 (expected: a string of its own)");
        assertThat(faults(lines, rules(null))).isEmpty();
    }

    @Test
    void wantsUtf8WithoutAMark() {
        assertThat(faults("\ufeff{\"custom_id\":\"a\"}\n{}"))
                .containsExactly(
                        "line 1, column 1: a byte order mark (expected: UTF-8 without a mark)",
                        "line 2, column 1: no custom_id (expected: a string that no other line has)");
        assertThat(faults("{\"custom_id\":\"a\"}".getBytes(StandardCharsets.UTF_16)))
                .containsExactly(
                        "line 1, column 1: the mark of UTF-16; the file is not checked (expected: UTF-8 without a mark)");
        assertThat(faults("{\"a\":\"xü\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("line 1, column 8: bytes that are no character (expected: UTF-8)");
        assertThat(faults(new byte[] {(byte) 0xEF, (byte) 0xBB}))
                .containsExactly("line 1, column 1: bytes that are no character (expected: UTF-8)");
    }

    @Test
    void refusesWhatIsNoCharacter() {
        for (String hex :
                List.of("80", "C0AF", "C280C2", "E09FBF", "EDA080", "F08FBFBF", "F4908080", "F5808080", "E282")) {
            Buffer line = Buffer.buffer("{\"a\":\"")
                    .appendBytes(HexFormat.of().parseHex(hex))
                    .appendString("\"}");

            assertThat(faults(line.getBytes()))
                    .as(hex)
                    .singleElement()
                    .asString()
                    .contains("bytes that are no character");
        }
    }

    @Test
    void boundsTheDepth() {
        String deep = "[".repeat(199) + "]".repeat(199);

        assertThat(faults("{\"custom_id\":\"a\",\"x\":" + deep + "}")).isEmpty();
        assertThat(faults("{\"custom_id\":\"a\",\"x\":[" + deep + "]}"))
                .containsExactly("line 1, column 221: nested too deep (expected: at most 200 levels)");
    }

    @Test
    void boundsLinesTheirNumberAndTheFile() {
        JsonlRules rules = new JsonlRules(60, 3, 25, "custom_id");
        String line = "{\"custom_id\":\"a\"}\n";

        assertThat(faults("{\"custom_id\":\"1\",\"123\":1}\n{\"custom_id\":\"1\",\"1234\":12}\n", rules))
                .containsExactly(
                        "line 2, column 14: custom_id '1' is that of line 1 (expected: a string of its own)",
                        "line 2, column 26: a line too long (expected: at most 25 bytes)");
        assertThat(faults("{}\n{}\n{}\n{}\n{}\n", rules))
                .hasSize(4)
                .last()
                .isEqualTo("line 4, column 1: too many lines; the rest is not checked (expected: at most 3)");
        assertThat(faults(line + line + "{\"custom_id\":\"12345678\"}{}", rules))
                .last()
                .isEqualTo("line 3, column 25: a file too large; the rest is not checked (expected: at most 60 bytes)");
    }

    @Test
    void countsLines() {
        JsonlCheck check = new JsonlCheck(JsonlRules.DEFAULTS, fault -> {});

        check.take(Buffer.buffer("{}\n{}\n{"));
        check.end();

        assertThat(check.lines()).isEqualTo(3);
    }

    @Test
    void costsNoMemoryHoweverLongALineIs() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] text = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        JsonlCheck check = new JsonlCheck(JsonlRules.DEFAULTS, fault -> {});
        check.take(Buffer.buffer("{\"custom_id\": \""));
        check.take(text, 0, text.length);
        long before = memory.getCurrentThreadAllocatedBytes();

        for (int round = 0; round < 100; round++) {
            check.take(text, 0, text.length);
        }

        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @Test
    void findsTheSameWhereverTheBytesAreCut() {
        byte[] bytes = """
                \ufeff{"custom_id": "ü😀\\ud83d\\ude00", "a": [true, -1.5e+10, {"b": null}]}\r
                {"custom_id": "ü😀\\ud83d\\ude00", "a": [tru]}

                {"custom_id": 12e, "long": "long long long"}
                {"custom_id": "€", "text": "a\\u00zz"}
                {"custom_id": "€"\
                """.getBytes(StandardCharsets.UTF_8);
        JsonlRules rules = new JsonlRules(1_000, 100, 70, "custom_id");
        List<String> whole = faults(bytes, rules);

        assertThat(whole).hasSize(10);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                List<String> found = new ArrayList<>();
                JsonlCheck check = new JsonlCheck(rules, fault -> found.add(fault.toString()));
                check.take(bytes, 0, first);
                check.take(bytes, first, second);
                check.take(bytes, second, bytes.length);
                check.end();
                assertThat(found).as("cut at %s and %s", first, second).isEqualTo(whole);
            }
        }
    }

    private static JsonlRules rules(@Nullable String idField) {
        return new JsonlRules(1_000_000, 1_000, 100_000, idField);
    }

    private static List<String> faults(String text) {
        return faults(text, JsonlRules.DEFAULTS);
    }

    private static List<String> faults(String text, JsonlRules rules) {
        return faults(text.getBytes(StandardCharsets.UTF_8), rules);
    }

    private static List<String> faults(byte[] bytes) {
        return faults(bytes, JsonlRules.DEFAULTS);
    }

    private static List<String> faults(byte[] bytes, JsonlRules rules) {
        List<String> found = new ArrayList<>();
        JsonlCheck check = new JsonlCheck(rules, fault -> found.add(fault.toString()));
        check.take(bytes, 0, bytes.length);
        check.end();
        return found;
    }
}
