package io.portolan.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineReaderTest {

    @Test
    void cutsAtLineFeedsHoweverTheBytesCome() throws IOException {
        String text = "{\"a\":\"é\"}\n\n{\"b\":2}\r\nlast";

        assertThat(lines(text, 100, 1)).isEqualTo(lines(text, 100, 1000));
        assertThat(lines(text, 100, 1)).containsExactly("{\"a\":\"é\"}", "", "{\"b\":2}\r", "last");
    }

    @Test
    void dropsALineThatIsTooLongAndKeepsTheNext() throws IOException {
        for (int piece : List.of(1, 7, 1000)) {
            assertThat(lines("12345\n123456\n" + "x".repeat(500) + "\n12345\n", 5, piece))
                    .as("in pieces of %s", piece)
                    .containsExactly("12345", "too long", "too long", "12345");
        }
    }

    @Test
    void tellsBlankLinesFromOthers() {
        assertThat(new LineReader.Line(Buffer.buffer(" \t\r"), false).blank()).isTrue();
        assertThat(new LineReader.Line(Buffer.buffer("é"), false).blank()).isFalse();
        assertThat(new LineReader.Line(Buffer.buffer(), true).blank()).isFalse();
    }

    private static List<String> lines(String text, long limit, int piece) throws IOException {
        LineReader reader = new LineReader(pieces(text.getBytes(UTF_8), piece), limit);
        List<String> lines = new ArrayList<>();
        for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(line.tooLong() ? "too long" : line.text().toString());
        }
        return lines;
    }

    private static InputStream pieces(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {

            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, piece));
            }
        };
    }
}
