package io.portolan.spec.yaml;

import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the public catalogue's pages do to a file: they cut it when it is long, and stand around it when it is saved. */
public final class PageText {

    private static final Pattern CUT = Pattern.compile(
            "^[ \\t]*# --- truncated at (?<shown>[^(\\r\\n]*?)(?: \\((?<total>[^)\\r\\n]*)\\))? ---",
            Pattern.MULTILINE);
    private static final Pattern SOURCE = Pattern.compile("^[ \\t]*# Full source: *(\\S+)", Pattern.MULTILINE);

    /** The heading above the file, and the line with its name and a link. Neither looks beyond its line: a text of
     * nothing but line breaks would cost the square of its length. */
    private static final Pattern HEADING = Pattern.compile("^[ \\t]*+Capability Spec[ \\t]*+$", Pattern.MULTILINE);

    private static final Pattern NAME = Pattern.compile("^[^\\r\\n:#]*\\bRaw\\b[^\\r\\n:]{0,4}$", Pattern.MULTILINE);

    private PageText() {}

    /** The problem of a text that a page has cut; null when it is whole. */
    public static @Nullable Problem cut(String file, String text) {
        Matcher marker = CUT.matcher(text);
        if (!marker.find()) {
            return null;
        }
        Matcher source = SOURCE.matcher(text);
        String whole = source.find(marker.end()) ? "the full file, " + source.group(1) : "the full file";
        String total = marker.group("total");
        return new Problem(
                Problem.Severity.ERROR,
                new Position(file, 1 + line(text, marker.start()), 1),
                "",
                "the text was cut at " + marker.group("shown") + " by the page it comes from"
                        + (total == null ? "" : " (" + total + ")") + " (expected: " + whole + ")");
    }

    /**
     * The characters before the file in a text that is a saved page: up to the line with its name below the heading.
     *
     * @return 0 when the text is no page
     */
    public static int before(String text) {
        Matcher heading = HEADING.matcher(text);
        if (!heading.find()) {
            return 0;
        }
        Matcher name = NAME.matcher(text);
        int end = name.find(heading.end()) ? name.end() : heading.end();
        return text.indexOf('\n', end) + 1;
    }

    /** The text without what stands before a place; lines keep their numbers. */
    public static String from(String text, int place) {
        return place == 0 ? text : "\n".repeat(line(text, place)) + text.substring(place);
    }

    /** Lines that end before a place. */
    public static int line(String text, int place) {
        return (int)
                text.substring(0, place).chars().filter(sign -> sign == '\n').count();
    }
}
