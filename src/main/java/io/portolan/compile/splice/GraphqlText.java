package io.portolan.compile.splice;

import io.portolan.expr.Splice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** GraphQL as far as holes need it (GraphQL, October 2021, 2.1 and 2.9). */
final class GraphqlText {

    private static final String BLOCK = "\"\"\"";

    private final String text;
    private final List<Place> places = new ArrayList<>();
    private final Deque<Character> open = new ArrayDeque<>();

    /** The last character that means something; commas do not. */
    private char last = ' ';

    GraphqlText(String text) {
        this.text = text;
    }

    List<Place> places() {
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            if (unit == '#') {
                at = comment(at);
            } else if (text.startsWith(BLOCK, at)) {
                at = block(at + BLOCK.length());
            } else if (unit == '"') {
                at = string(at + 1);
            } else {
                token(at++, unit);
            }
        }
        return places;
    }

    private void token(int at, char unit) {
        switch (unit) {
            case '(', '[', '{' -> open.push(unit);
            case ')', ']', '}' -> open.poll();
            case Syntax.HOLE ->
                places.add(value(at) ? new Place.Fit(Splice.GRAPHQL_VALUE) : new Place.Unfit("in place of a name"));
            default -> {}
        }
        if (!Character.isWhitespace(unit) && unit != ',') {
            last = unit;
        }
    }

    /** Whether the hole is all of an argument's value, or of a list's item. */
    private boolean value(int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
        boolean apart = (Character.isWhitespace(before) || ":=[,".indexOf(before) >= 0)
                && (Character.isWhitespace(after) || ")]},#".indexOf(after) >= 0);
        boolean item = !open.isEmpty() && open.peek() == '[';
        return apart && (last == ':' || last == '=' || item);
    }

    private int comment(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            hole(at++, new Place.Unfit("in a comment"));
        }
        return at;
    }

    /** Only three quotes can be escaped there, so that a value's last one could end it. */
    private int block(int from) {
        int at = from;
        while (at < text.length() && !text.startsWith(BLOCK, at)) {
            boolean escaped = text.startsWith("\\" + BLOCK, at);
            hole(at, new Place.Unfit("in a block of three quotes"));
            at += escaped ? 1 + BLOCK.length() : 1;
        }
        last = '"';
        return at + BLOCK.length();
    }

    private int string(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            boolean escape = text.charAt(at) == '\\';
            if (escape && text.startsWith(String.valueOf(Syntax.HOLE), at + 1)) {
                places.add(new Place.Unfit("behind a backslash"));
            }
            hole(at, new Place.Fit(Splice.GRAPHQL_STRING));
            at += escape ? 2 : 1;
        }
        last = '"';
        return at + 1;
    }

    private void hole(int at, Place place) {
        if (text.charAt(at) == Syntax.HOLE) {
            places.add(place);
        }
    }
}
