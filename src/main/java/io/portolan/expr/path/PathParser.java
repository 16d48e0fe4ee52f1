package io.portolan.expr.path;

import io.portolan.expr.path.PathSyntax.Index;
import io.portolan.expr.path.PathSyntax.Name;
import io.portolan.expr.path.PathSyntax.Segment;
import io.portolan.expr.path.PathSyntax.Selector;
import io.portolan.expr.path.PathSyntax.Slice;
import io.portolan.expr.path.PathSyntax.Wildcard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a path from left to right. */
final class PathParser {

    /** No name after a dot holds one of these; in brackets and quotes every character is allowed. */
    private static final String NOT_IN_NAMES = "()]'\",*?&|=<>!";

    private final PathText text;
    private final FilterParser filters;

    PathParser(String path) {
        this.text = new PathText(path);
        this.filters = new FilterParser(text, this);
    }

    JsonPath parse() {
        String path = text.all();
        if (path.isEmpty()) {
            throw text.fault(0, "the path is empty (expected: $ or $.name)");
        }
        List<Segment> segments = new ArrayList<>();
        boolean rooted = isRooted(path);
        if (rooted) {
            text.skip(1);
            if (path.equals("$.") || path.equals("@.")) {
                return new JsonPath("$", List.of(), false);
            }
        } else if (path.charAt(0) != '[') {
            segments.add(named());
        }
        boolean length = path.equals("length()") || segments(segments);
        String spelled = rooted ? "$" + path.substring(1) : path.startsWith("[") ? "$" + path : "$." + path;
        return new JsonPath(spelled, segments, length);
    }

    private static boolean isRooted(String path) {
        boolean marked = path.charAt(0) == '$' || path.charAt(0) == '@';
        return marked && (path.length() == 1 || ".[ \t\r\n".indexOf(path.charAt(1)) >= 0);
    }

    /** The segments up to the end of the text; whether {@code .length()} ends them. */
    private boolean segments(List<Segment> segments) {
        while (true) {
            text.blanks();
            if (text.ended()) {
                return false;
            }
            if (text.rest().equals(".length()")) {
                return true;
            }
            segments.add(segment(false));
        }
    }

    /** The segments of a path inside a filter. */
    List<Segment> inFilter() {
        List<Segment> segments = new ArrayList<>();
        while (true) {
            int before = text.at();
            text.blanks();
            if (!text.sees('.') && !text.sees('[')) {
                text.back(before);
                return segments;
            }
            segments.add(segment(true));
        }
    }

    private Segment segment(boolean inFilter) {
        if (text.takes('[')) {
            return new Segment(false, false, bracketed());
        }
        if (!text.takes('.')) {
            throw text.fault("expected . or [ or the end");
        }
        boolean descendant = text.takes('.');
        if (text.takes('[')) {
            return new Segment(descendant, false, bracketed());
        }
        if (text.takes('*')) {
            return new Segment(descendant, false, List.of(new Wildcard()));
        }
        Segment named = inFilter ? shortName() : named();
        return descendant ? new Segment(true, false, named.selectors()) : named;
    }

    /** A name after a dot: up to the next dot or bracket, spaces and dashes included. */
    private Segment named() {
        int start = text.at();
        text.skipTo(".[");
        String name = text.from(start);
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            if (c == '(' && name.endsWith("()")) {
                throw text.fault(start, "function " + name + " is not known here (expected: length() at the end)");
            }
            if (NOT_IN_NAMES.indexOf(c) >= 0 || Character.isISOControl(c)) {
                throw text.fault(
                        start + at, "a name after a dot holds no '" + c + "' (expected: ['name'] for such names)");
            }
        }
        String stripped = name.strip();
        if (stripped.isEmpty() || Character.isWhitespace(name.charAt(0))) {
            throw text.fault(start, "expected a name, * or [");
        }
        return new Segment(false, true, List.of(new Name(stripped)));
    }

    private Segment shortName() {
        int start = text.at();
        while (!text.ended() && inShortName(text.peek(), text.at() == start)) {
            text.skip(1);
        }
        if (text.at() == start) {
            throw text.fault("expected a name, * or [");
        }
        return new Segment(false, true, List.of(new Name(text.from(start))));
    }

    private static boolean inShortName(char c, boolean first) {
        boolean letter = c >= 0x80 || c == '_' || c == '@' || c == '$' || (c < 0x80 && Character.isLetter(c));
        return letter || (!first && (Character.isDigit(c) || c == '-'));
    }

    private List<Selector> bracketed() {
        List<Selector> selectors = new ArrayList<>();
        do {
            text.blanks();
            selectors.add(selector());
            text.blanks();
        } while (text.takes(','));
        if (!text.takes(']')) {
            throw text.fault("expected , or ]");
        }
        return selectors;
    }

    private Selector selector() {
        if (text.sees('\'') || text.sees('"')) {
            return new Name(text.quoted());
        }
        if (text.takes('*')) {
            return new Wildcard();
        }
        if (text.takes('?')) {
            return new PathSyntax.Filter(filters.parse());
        }
        Long start = integer();
        text.blanks();
        if (!text.takes(':')) {
            if (start == null) {
                throw text.fault("expected a name in quotes, a number, a slice, * or ?");
            }
            return new Index(start);
        }
        return slice(start);
    }

    private Slice slice(@Nullable Long start) {
        text.blanks();
        Long end = integer();
        text.blanks();
        Long step = null;
        if (text.takes(':')) {
            text.blanks();
            step = integer();
        }
        return new Slice(start, end, step == null ? 1 : step);
    }

    /** RFC 9535 2.1: integers that every JSON reader keeps exactly, no zeros in front, no minus zero. */
    private @Nullable Long integer() {
        int start = text.at();
        text.takes('-');
        int digits = text.at();
        while (!text.ended() && text.peek() >= '0' && text.peek() <= '9') {
            text.skip(1);
        }
        String number = text.from(start);
        if (text.at() == digits) {
            if (number.isEmpty()) {
                return null;
            }
            throw text.fault("expected digits");
        }
        boolean zero = number.charAt(digits - start) == '0' && !number.equals("0");
        if (zero || number.length() > 17 || Math.abs(Long.parseLong(number)) > PathText.MAX_INTEGER) {
            throw text.fault(start, "'" + number + "' is no index (expected: a whole number without leading zeros)");
        }
        return Long.valueOf(number);
    }
}
