package io.portolan.format.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.format.MalformedContentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MultipartReaderTest {

    private static final String BODY = """
            a line that is no part
            --b-1
            Content-Disposition: form-data; name="purpose"

            batch
            --b-1\t\s
            content-disposition: form-data;
             filename="ü;.jsonl"; name="file"
            Content-Type: application/jsonl

            {"a": "\r\r\r
            --b-
            \r\r
            --b-\r
            --b--1
            --b-1

            no head
            --b-1--
            what follows
            --b-1
            """.replace("\n", "\r\n");

    private static final List<String> PARTS = List.of(
            "PartHead[name=purpose, file=false, contentType=null]",
            "batch",
            "PartHead[name=file, file=true, contentType=application/jsonl]",
            "{\"a\": \"\r\r\r\r\n--b-\r\n\r\r\r\n--b-\r\r\n--b--1",
            "PartHead[name=, file=false, contentType=null]",
            "no head");

    @Test
    void findsTheSamePartsWhereverTheBytesAreCut() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= body.length; first++) {
            for (int second = first; second <= body.length; second++) {
                assertThat(parts(body, first, second))
                        .as("cut at %s and %s", first, second)
                        .isEqualTo(PARTS);
            }
        }
    }

    @Test
    void findsTheSamePartsByteByByte() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        Recorder recorder = new Recorder();
        MultipartReader reader = new MultipartReader("b-1", recorder);
        for (int at = 0; at < body.length; at++) {
            reader.take(body, at, at + 1);
        }
        reader.end();

        assertThat(recorder.parts).isEqualTo(PARTS);
    }

    @Test
    void takesABodyThatBeginsWithItsBoundaryAndAnEmptyPart() {
        byte[] body = "--b-1\r\n\r\n\r\n--b-1--".getBytes(StandardCharsets.UTF_8);

        assertThat(parts(body, 0, 0)).containsExactly("PartHead[name=, file=false, contentType=null]", "");
    }

    @Test
    void refusesWhatIsNoForm() {
        assertThatThrownBy(() -> parts("nothing")).hasMessage("the body ends before its last boundary");
        assertThatThrownBy(() -> parts("--b-1\r\n\r\nx\r\n--b-1\r\n"))
                .hasMessage("the body ends before its last boundary");
        assertThatThrownBy(() -> parts("--b-12\r\n\r\nx\r\n--b-1--"))
                .isInstanceOf(MalformedContentException.class)
                .hasMessage("a boundary with more on its line");
        assertThatThrownBy(() -> parts("--b-1\n\nx\n--b-1--")).hasMessage("a boundary with more on its line");
        assertThatThrownBy(() -> parts("--b-1\r\nx: " + "y".repeat(16 * 1024)))
                .hasMessage("the headers of a part are longer than 16384 bytes");
    }

    @Test
    void readsTheParametersOfAHead() {
        assertThat(PartHead.read("Content-Disposition: form-data; FileName*=UTF-8''a.jsonl; name = file\r\n\r\n"))
                .isEqualTo(new PartHead("file", true, null));
        assertThat(PartHead.read("X: form-data; name=a\r\nContent-Disposition: form-data\r\n\r\n"))
                .isEqualTo(new PartHead("", false, null));
        assertThat(PartHead.parameter("multipart/form-data; charset=x; Boundary=\"a b\"", "boundary"))
                .isEqualTo("a b");
    }

    private static List<String> parts(String body) {
        return parts(body.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    private static List<String> parts(byte[] body, int first, int second) {
        Recorder recorder = new Recorder();
        MultipartReader reader = new MultipartReader("b-1", recorder);
        reader.take(body, 0, first);
        reader.take(body, first, second);
        reader.take(body, second, body.length);
        reader.end();
        return recorder.parts;
    }

    /** The head and the text of each part. */
    private static final class Recorder implements MultipartReader.Parts {

        private final List<String> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void begin(PartHead head) {
            parts.add(head.toString());
            text.setLength(0);
        }

        @Override
        public void take(byte[] bytes, int from, int to) {
            assertThat(from).isLessThan(to);
            text.append(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void end() {
            parts.add(text.toString());
        }
    }
}
