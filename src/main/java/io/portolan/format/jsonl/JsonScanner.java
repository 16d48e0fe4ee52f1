package io.portolan.format.jsonl;

import io.portolan.format.JsonSyntax;
import io.portolan.format.jsonl.JsonlFault.Kind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether bytes are one JSON object (RFC 8259) in UTF-8 (RFC 3629), as they come and wherever they are cut. Keeps its
 * place in the grammar and none of the bytes, so that a line costs no memory however long it is.
 */
final class JsonScanner {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final @Nullable IdWatch ids;
    private final MultibyteCheck multibyte = new MultibyteCheck();
    private final boolean[] objects = new boolean[JsonSyntax.MAX_DEPTH];
    private final byte[] single = new byte[1];
    private ScanState state = ScanState.START;
    private int depth;
    private boolean naming;
    private @Nullable StringText text;
    private byte[] literal = NULL;
    private int matched;
    private char unit;
    private long passed;
    private long continuations;
    private long column;

    /** With what looks for the id of each object. */
    JsonScanner(@Nullable IdWatch ids) {
        this.ids = ids;
    }

    /** Begins the next line. */
    void begin() {
        state = ScanState.START;
        depth = 0;
        text = null;
        passed = 0;
        continuations = 0;
        column = 1;
    }

    /** Whether the object has ended. */
    boolean done() {
        return state == ScanState.DONE;
    }

    /** Whether there was nothing but white space. */
    boolean blank() {
        return state == ScanState.START;
    }

    /** Of the last byte looked at, in characters. */
    long column() {
        return column;
    }

    /** Reads on to the line feed, to a byte that is refused or to the end of the range: where that is. */
    int take(byte[] bytes, int from, int to) {
        long origin = passed - from + 1;
        int at = from;
        while (at < to) {
            if (state == ScanState.STRING) {
                at = text(bytes, at, to);
            } else if (state == ScanState.FRACTION || state == ScanState.INTEGER) {
                at = digits(bytes, at, to);
            }
            column = origin + at - continuations;
            if (at == to || bytes[at] == '\n' || !step(bytes[at])) {
                break;
            }
            at++;
        }
        column = origin + at - continuations;
        passed += at - from;
        return at;
    }

    /** Why the byte is refused. */
    JsonlFault refusal(long line, byte refused) {
        if (state == ScanState.MULTIBYTE || (state == ScanState.STRING && refused < 0)) {
            long start = state == ScanState.MULTIBYTE ? column - 1 : column;
            return new JsonlFault(Kind.NOT_UTF_8, line, start, "bytes that are no character", "UTF-8");
        }
        if (depth == JsonSyntax.MAX_DEPTH && (refused == '{' || refused == '[')) {
            String most = "at most " + JsonSyntax.MAX_DEPTH + " levels";
            return new JsonlFault(Kind.NOT_JSON, line, column, "nested too deep", most);
        }
        if (state == ScanState.STRING) {
            String escape = String.format("\\u%04x", (int) refused);
            return new JsonlFault(Kind.NOT_JSON, line, column, "a control character in a string", escape);
        }
        Kind kind = state == ScanState.START ? Kind.NOT_AN_OBJECT : Kind.NOT_JSON;
        String found = state == ScanState.START ? IdWatch.kind(refused) : named(refused);
        return new JsonlFault(kind, line, column, found, state.expected());
    }

    /** Why the line may not end here. */
    JsonlFault cut(long line) {
        if (state.wholeNumber()) {
            ended();
        }
        String where = state.inString() ? "in a string" : "in the middle of an object";
        String expected = state.inString() ? "a line feed as \\n" : state.expected();
        return new JsonlFault(Kind.NOT_JSON, line, column, "the line ends " + where, expected);
    }

    /** Steps over the characters of a string that need no second look; where one does. */
    private int text(byte[] bytes, int from, int to) {
        int at = PlainText.end(bytes, from, to);
        while (at < to && bytes[at] < 0) {
            int size = MultibyteCheck.size(bytes, at, to);
            if (size == 0) {
                break;
            }
            continuations += size - 1;
            at = PlainText.end(bytes, at + size, to);
        }
        if (text != null) {
            text.add(bytes, from, at);
        }
        return at;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && digit(bytes[at])) {
            at++;
        }
        return at;
    }

    private boolean step(byte b) {
        return switch (state) {
            case START -> blank(b) || (b == '{' && open(true));
            case FIRST_NAME -> blank(b) || (b == '}' && close()) || name(b);
            case NAME -> blank(b) || name(b);
            case COLON -> blank(b) || (b == ':' && go(ScanState.VALUE));
            case VALUE -> blank(b) || value(b);
            case FIRST_ITEM -> blank(b) || (b == ']' && close()) || value(b);
            case MEMBER_END -> blank(b) || (b == '}' && close()) || (b == ',' && go(ScanState.NAME));
            case ITEM_END -> blank(b) || (b == ']' && close()) || (b == ',' && go(ScanState.VALUE));
            case STRING -> string(b);
            case ESCAPE -> escape(b);
            case HEX -> hex(b);
            case MULTIBYTE -> continuation(b);
            case MINUS -> b == '0' ? go(ScanState.ZERO) : digit(b) && go(ScanState.INTEGER);
            case ZERO -> !digit(b) && afterInteger(b);
            case INTEGER -> digit(b) || afterInteger(b);
            case POINT -> digit(b) && go(ScanState.FRACTION);
            case FRACTION -> digit(b) || ((b | 0x20) == 'e' && go(ScanState.EXPONENT)) || after(b);
            case EXPONENT -> (b == '+' || b == '-') ? go(ScanState.SIGN) : digit(b) && go(ScanState.POWER);
            case SIGN -> digit(b) && go(ScanState.POWER);
            case POWER -> digit(b) || after(b);
            case LITERAL -> b == literal[matched] && (++matched < literal.length || ended());
            case DONE -> blank(b);
        };
    }

    private boolean go(ScanState next) {
        state = next;
        return true;
    }

    private boolean open(boolean object) {
        if (depth == objects.length) {
            return false;
        }
        objects[depth++] = object;
        return go(object ? ScanState.FIRST_NAME : ScanState.FIRST_ITEM);
    }

    private boolean close() {
        depth--;
        return ended();
    }

    /** After a value comes what the one around it says. */
    private boolean ended() {
        return go(depth == 0 ? ScanState.DONE : objects[depth - 1] ? ScanState.MEMBER_END : ScanState.ITEM_END);
    }

    private boolean name(byte b) {
        naming = true;
        if (b == '"' && ids != null && depth == 1) {
            text = ids.beginName();
        }
        return b == '"' && go(ScanState.STRING);
    }

    private boolean value(byte b) {
        if (ids != null && depth == 1) {
            text = ids.beginValue(b, column);
        }
        return switch (b) {
            case '"' -> {
                naming = false;
                yield go(ScanState.STRING);
            }
            case '{' -> open(true);
            case '[' -> open(false);
            case '-' -> go(ScanState.MINUS);
            case '0' -> go(ScanState.ZERO);
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> digit(b) && go(ScanState.INTEGER);
        };
    }

    private boolean literal(byte[] word) {
        literal = word;
        matched = 1;
        return go(ScanState.LITERAL);
    }

    private boolean afterInteger(byte b) {
        return b == '.' ? go(ScanState.POINT) : (b | 0x20) == 'e' ? go(ScanState.EXPONENT) : after(b);
    }

    /** A number ends with the byte that is none of it. */
    private boolean after(byte b) {
        return ended() && step(b);
    }

    private boolean string(byte b) {
        if (b == '"') {
            if (text != null && ids != null) {
                ids.end(text);
            }
            text = null;
            return naming ? go(ScanState.COLON) : ended();
        }
        return b == '\\' ? go(ScanState.ESCAPE) : multibyte.begin(b) && keep(b) && go(ScanState.MULTIBYTE);
    }

    private boolean continuation(byte b) {
        if (!multibyte.take(b)) {
            return false;
        }
        continuations++;
        keep(b);
        return go(multibyte.whole() ? ScanState.STRING : ScanState.MULTIBYTE);
    }

    private boolean keep(byte b) {
        if (text != null) {
            single[0] = b;
            text.add(single, 0, 1);
        }
        return true;
    }

    private boolean escape(byte b) {
        return switch (b) {
            case 'u' -> {
                matched = 0;
                unit = 0;
                yield go(ScanState.HEX);
            }
            case '"', '\\', '/' -> escaped((char) b);
            case 'b' -> escaped('\b');
            case 'f' -> escaped('\f');
            case 'n' -> escaped('\n');
            case 'r' -> escaped('\r');
            case 't' -> escaped('\t');
            default -> false;
        };
    }

    private boolean hex(byte b) {
        int digit = Character.digit(b, 16);
        unit = (char) ((unit << 4) | digit);
        return digit >= 0 && (++matched < 4 || escaped(unit));
    }

    private boolean escaped(char character) {
        if (text != null) {
            text.addEscaped(character);
        }
        return go(ScanState.STRING);
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static String named(byte b) {
        return b > ' ' && b < 0x7F ? "'" + (char) b + "'" : String.format("byte 0x%02X", b);
    }
}
