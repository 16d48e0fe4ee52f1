package io.portolan.compile.splice;

import io.portolan.expr.Splice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SPARQL as far as holes need it (SPARQL 1.1 19.8). */
final class SparqlText {

    /** Rule 139; another angle bracket is a comparison. */
    private static final Pattern IRI = Pattern.compile("<[^<>\"{}|^`\\\\\\x00-\\x20]*>");

    /** What may stand on either side of a number: no part of a name, a sign or another number. */
    private static final String BEFORE = "(,=<>!&|*/{;^[";

    private static final String AFTER = "),;.=<>!&|+-*/}]";

    private final String text;
    private final List<Place> places = new ArrayList<>();

    SparqlText(String text) {
        this.text = text;
    }

    List<Place> places() {
        Matcher iri = IRI.matcher(text);
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            if (unit == '#') {
                at = comment(at);
            } else if (unit == '"' || unit == '\'') {
                at = quoted(at, unit);
            } else if (unit == '<' && iri.region(at, text.length()).lookingAt()) {
                at = iri(at, iri.end());
            } else if (unit == '\\') {
                // Escapes a character of a name (rule 170).
                at += text.startsWith(String.valueOf(Syntax.HOLE), at + 1) ? 1 : 2;
            } else {
                if (unit == Syntax.HOLE) {
                    places.add(bare(at) ? new Place.Fit(Splice.LITERAL) : new Place.Unfit("in a name or number"));
                }
                at++;
            }
        }
        return places;
    }

    private int comment(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            hole(at++, new Place.Unfit("in a comment"));
        }
        return at;
    }

    private int quoted(int from, char quote) {
        String three = String.valueOf(quote).repeat(3);
        String end = text.startsWith(three, from) ? three : String.valueOf(quote);
        int at = from + end.length();
        while (at < text.length() && !text.startsWith(end, at)) {
            if (text.charAt(at) == '\\' && text.startsWith(String.valueOf(Syntax.HOLE), at + 1)) {
                places.add(new Place.Unfit("behind a backslash"));
                at += 2;
            } else if (text.charAt(at) == '\\') {
                at += 2;
            } else {
                hole(at++, new Place.Fit(Splice.SPARQL_STRING));
            }
        }
        return at + end.length();
    }

    private int iri(int from, int end) {
        for (int at = from + 1; at < end; at++) {
            hole(at, new Place.Fit(at == from + 1 ? Splice.SPARQL_IRI : Splice.SPARQL_IRI_PART));
        }
        return end;
    }

    private boolean bare(int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
        return (Character.isWhitespace(before) || BEFORE.indexOf(before) >= 0)
                && (Character.isWhitespace(after) || AFTER.indexOf(after) >= 0);
    }

    private void hole(int at, Place place) {
        if (text.charAt(at) == Syntax.HOLE) {
            places.add(place);
        }
    }
}
