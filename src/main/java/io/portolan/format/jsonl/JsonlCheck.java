package io.portolan.format.jsonl;

import io.portolan.format.jsonl.JsonlFault.Kind;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a batch input file as its bytes come, wherever they are cut. What it keeps does not grow with the file but for
 * 128 bits of each id. Not for two threads at once.
 */
public final class JsonlCheck {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int LEAST_BYTE_OF_UTF_16_MARKS = 0xFE;

    private final JsonlRules rules;
    private final Consumer<JsonlFault> faults;
    private final @Nullable IdWatch ids;
    private final JsonScanner scanner;
    private long taken;
    private int line;
    private long length;
    private int marks;
    private boolean within;
    private boolean faulty;
    private boolean closed;

    /**
     * @param faults gets what is wrong, in the order of lines and columns: for a line at most one fault of its syntax, and
     *     what is wrong with its id
     */
    public JsonlCheck(JsonlRules rules, Consumer<JsonlFault> faults) {
        this.rules = rules;
        this.faults = faults;
        this.ids = rules.idField() == null ? null : new IdWatch(rules.idField(), faults);
        this.scanner = new JsonScanner(ids);
    }

    /** Takes the bytes that come next. */
    public void take(Buffer next) {
        byte[] bytes = next.getBytes();
        take(bytes, 0, bytes.length);
    }

    /** Takes the bytes that come next, of which none is kept. */
    public void take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !closed) {
            int end = at + (int) Math.min(to - at, rules.maxBytes() - taken);
            int next = at;
            if (end == at) {
                closeAt(within ? line : line + 1, "a file too large", rules.maxBytes() + " bytes");
            } else if (!within && line == rules.maxLines()) {
                closeAt(line + 1, "too many lines", String.valueOf(rules.maxLines()));
            } else {
                next = within ? takeLine(bytes, at, end) : beginLine(bytes, at, end);
            }
            taken += next - at;
            at = next;
        }
    }

    /** The file ends; what is wrong is known then. */
    public void end() {
        if (!closed && within) {
            endLine();
        }
        if (!closed && line == 0) {
            fault(Kind.EMPTY_FILE, 1, 1, "an empty file", "an object a line");
        }
        closed = true;
    }

    /** How many have begun, up to what the rules allow. */
    public int lines() {
        return line;
    }

    /** Whether nothing that may still come is looked at. */
    public boolean closed() {
        return closed;
    }

    private int beginLine(byte[] bytes, int at, int end) {
        line++;
        length = 0;
        within = true;
        faulty = false;
        scanner.begin();
        if (ids != null) {
            ids.begin(line);
        }
        int mark = bytes[at] & 0xFF;
        if (line == 1 && mark >= LEAST_BYTE_OF_UTF_16_MARKS) {
            fault(Kind.NOT_UTF_8, 1, 1, "the mark of UTF-16; the file is not checked", "UTF-8 without a mark");
            closed = true;
            return at;
        }
        return takeLine(bytes, at, end);
    }

    private int takeLine(byte[] bytes, int from, int end) {
        int at = line == 1 && length == 0 ? takeMark(bytes, from, end) : from;
        int room = at + (int) Math.min(end - at, rules.maxLineBytes() - length);
        int stop = faulty ? PlainText.lineFeed(bytes, at, end) : scanner.take(bytes, at, room);
        length += stop - at;
        if (stop == end) {
            return end;
        }
        if (bytes[stop] == '\n') {
            endLine();
            return stop + 1;
        }
        if (!faulty) {
            faulty = true;
            if (stop == room) {
                String most = "at most " + rules.maxLineBytes() + " bytes";
                fault(Kind.TOO_LARGE, line, scanner.column(), "a line too long", most);
            } else {
                faults.accept(scanner.refusal(line, bytes[stop]));
            }
        }
        return stop;
    }

    /** Steps over a byte order mark, which is none of the line. */
    private int takeMark(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && marks < BYTE_ORDER_MARK.length && bytes[at] == BYTE_ORDER_MARK[marks]) {
            at++;
            marks++;
            if (marks == BYTE_ORDER_MARK.length) {
                fault(Kind.NOT_UTF_8, 1, 1, "a byte order mark", "UTF-8 without a mark");
            }
        }
        if (at < end) {
            endMark();
        }
        return at;
    }

    private void endMark() {
        if (marks > 0 && marks < BYTE_ORDER_MARK.length) {
            fault(Kind.NOT_UTF_8, 1, 1, "bytes that are no character", "UTF-8");
            faulty = true;
        }
        marks = BYTE_ORDER_MARK.length;
    }

    private void endLine() {
        if (line == 1 && length == 0) {
            endMark();
        }
        within = false;
        if (faulty) {
            return;
        }
        if (scanner.blank()) {
            fault(Kind.EMPTY_LINE, line, 1, "an empty line", "an object");
        } else if (!scanner.done()) {
            faults.accept(scanner.cut(line));
        } else if (ids != null) {
            ids.end();
        }
    }

    private void closeAt(long place, String what, String most) {
        long column = within ? scanner.column() : 1;
        fault(Kind.TOO_LARGE, place, column, what + "; the rest is not checked", "at most " + most);
        closed = true;
    }

    private void fault(Kind kind, long place, long column, String what, String expected) {
        faults.accept(new JsonlFault(kind, place, column, what, expected));
    }
}
