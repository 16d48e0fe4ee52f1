package io.portolan.compile.splice;

import io.portolan.expr.Splice;
import java.util.ArrayList;
import java.util.List;

/** XML as far as holes need it (XML 1.0 2.4 to 3.1). */
final class XmlText {

    private static final Place TEXT = new Place.Fit(Splice.XML);

    private final String text;
    private final List<Place> places = new ArrayList<>();

    XmlText(String text) {
        this.text = text;
    }

    List<Place> places() {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("<![CDATA[", at)) {
                at = until("]]>", at, new Place.Fit(Splice.CDATA));
            } else if (text.startsWith("<!--", at)) {
                at = until("-->", at, TEXT);
            } else if (text.startsWith("<?", at)) {
                at = until("?>", at, new Place.Unfit("in a processing instruction"));
            } else if (text.charAt(at) == '<') {
                at = tag(at + 1);
            } else {
                hole(at++, TEXT);
            }
        }
        return places;
    }

    /** Passes what ends with this; what it holds is at this place. */
    private int until(String end, int from, Place place) {
        int found = text.indexOf(end, from);
        int to = found < 0 ? text.length() : found;
        for (int at = from; at < to; at++) {
            hole(at, place);
        }
        return found < 0 ? to : to + end.length();
    }

    private int tag(int from) {
        Place inTag = new Place.Unfit("in a tag outside of quotes");
        int at = from;
        while (at < text.length() && text.charAt(at) != '>') {
            char unit = text.charAt(at);
            if (unit == '"' || unit == '\'') {
                at = until(String.valueOf(unit), at + 1, TEXT);
            } else {
                hole(at++, inTag);
            }
        }
        return at + 1;
    }

    private void hole(int at, Place place) {
        if (text.charAt(at) == Syntax.HOLE) {
            places.add(place);
        }
    }
}
