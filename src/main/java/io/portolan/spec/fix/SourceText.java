package io.portolan.spec.fix;

import io.portolan.spec.Position;
import java.util.Arrays;

/** A file's text by lines. A line ends with a line feed, a carriage return or both, as in YAML. */
public final class SourceText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final int[] starts;

    public SourceText(String text) {
        this.text = text;
        this.starts = starts(text);
    }

    /** All of it. */
    public String text() {
        return text;
    }

    /** The line without its end; empty when there is no such line. */
    public String line(int number) {
        return number < 1 || number > starts.length ? "" : text.substring(starts[number - 1], end(number));
    }

    /** Where a place is in the text; the end of the line when the line is shorter. */
    public int offset(int line, int column) {
        int number = Math.clamp(line, 1, starts.length);
        int start = starts[number - 1];
        int end = end(number);
        int length = text.codePointCount(start, end);
        return text.offsetByCodePoints(start, Math.clamp(column - 1L, 0, length));
    }

    /** The line that holds an offset, from 1. */
    public int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of an offset in its line, in characters from 1. */
    public int columnOf(int offset) {
        return text.codePointCount(starts[lineOf(offset) - 1], offset) + 1;
    }

    /** The end of the line that holds an offset, before what ends it. */
    int lineEnd(int offset) {
        return end(lineOf(offset));
    }

    int offset(Position at) {
        return offset(at.line(), at.column());
    }

    /** What ends the lines of the file: that of the first. */
    String lineBreak() {
        int end = end(1);
        return end == text.length() ? "\n" : text.startsWith("\r\n", end) ? "\r\n" : text.substring(end, end + 1);
    }

    private int end(int number) {
        int end = number == starts.length ? text.length() : starts[number];
        while (end > starts[number - 1] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private static int[] starts(String text) {
        int[] starts = new int[16];
        int count = 0;
        // A reader takes no notice of the mark, and does not count it.
        starts[count++] = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\n' || (character == '\r' && !text.startsWith("\n", index + 1))) {
                starts = count == starts.length ? Arrays.copyOf(starts, 2 * count) : starts;
                starts[count++] = index + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
