package io.portolan.format.jsonl;

import io.portolan.format.Quote;
import io.portolan.format.jsonl.JsonlFault.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for the member that every object needs, and that no two may share. */
final class IdWatch {

    private static final String NONE = "no JSON";

    private final String field;
    private final byte[] fieldBytes;
    private final Consumer<JsonlFault> faults;
    private final StringText text = new StringText();
    private final IdSet known = new IdSet();
    private int line;
    private long column;
    private boolean naming;
    private boolean named;
    private boolean seen;

    IdWatch(String field, Consumer<JsonlFault> faults) {
        this.field = field;
        this.fieldBytes = field.getBytes(StandardCharsets.UTF_8);
        this.faults = faults;
    }

    /** Begins the next line. */
    void begin(int number) {
        line = number;
        named = false;
        seen = false;
    }

    /** Ends a line that is an object. */
    void end() {
        if (!seen) {
            fault(Kind.MISSING_ID, 1, "no " + field, "a string that no other line has");
        }
    }

    /** A name of the object begins; where its characters go. */
    StringText beginName() {
        naming = true;
        text.begin();
        return text;
    }

    /** A value of the object begins; where its characters go, if they matter. */
    @Nullable
    StringText beginValue(byte first, long at) {
        if (!named) {
            return null;
        }
        named = false;
        if (seen) {
            fault(Kind.INVALID_ID, at, field + " for the second time", "once in a line");
            return null;
        }
        seen = true;
        if (first != '"') {
            // What begins no value at all is a fault of syntax.
            if (!kind(first).equals(NONE)) {
                fault(Kind.INVALID_ID, at, field + " is " + kind(first), "a string");
            }
            return null;
        }
        column = at;
        naming = false;
        text.begin();
        return text;
    }

    /** The string that began last is whole. */
    void end(StringText whole) {
        whole.end();
        if (naming) {
            named = whole.is(fieldBytes);
            return;
        }
        ByteBuffer hash = ByteBuffer.wrap(whole.hash());
        int first = known.put(hash.getLong(), hash.getLong(), line);
        if (first != 0) {
            String id = Quote.of(whole.beginning());
            fault(Kind.DUPLICATE_ID, column, field + " " + id + " is that of line " + first, "a string of its own");
        }
    }

    /** What begins with this byte. */
    static String kind(byte first) {
        return switch (first) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "a string";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> first == '-' || (first >= '0' && first <= '9') ? "a number" : NONE;
        };
    }

    private void fault(Kind kind, long at, String what, String expected) {
        faults.accept(new JsonlFault(kind, line, at, what, expected));
    }
}
