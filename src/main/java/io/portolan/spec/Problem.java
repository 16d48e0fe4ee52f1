package io.portolan.spec;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, or worth knowing, in a file.
 *
 * @param where the path inside the document, such as {@code capability.exposes[0].tools[1].call}; empty for the file
 *     as a whole
 * @param text what is wrong, and in brackets what was expected
 * @param rule the kind of problem
 * @param fix what would put it right, where that is known and safe
 */
public record Problem(
        Severity severity,
        Position at,
        String where,
        String text,
        Rule rule,
        @Nullable Fix fix) {

    /** Characters of a quoted piece of a file that are shown. */
    private static final int SHOWN = 60;

    /** What could break a line or steer a terminal. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** How bad it is. */
    public enum Severity {
        /** The capability is not served. */
        ERROR,
        /** Served, but probably not as meant. */
        WARNING,
        /** Served; something was inferred. */
        NOTE;

        /** The word printed before the text. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Problem {
        where = CONTROL.matcher(where).replaceAll(" ");
        text = CONTROL.matcher(text).replaceAll(" ");
    }

    /** One whose rule the words tell, and without a fix. */
    public Problem(Severity severity, Position at, String where, String text) {
        this(severity, at, where, text, Rule.of(severity, text), null);
    }

    public Problem withFix(@Nullable Fix better) {
        return new Problem(severity, at, where, text, rule, better);
    }

    /** A piece of a file as messages show it: in quotes, and cut when it is long. */
    public static String quoted(String piece) {
        if (piece.codePointCount(0, piece.length()) <= SHOWN) {
            return "'" + piece + "'";
        }
        return "'" + piece.substring(0, piece.offsetByCodePoints(0, SHOWN)) + "...'";
    }

    public boolean error() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line:column: severity: where: text}. */
    @Override
    public String toString() {
        return at + ": " + severity.word() + ": " + (where.isEmpty() ? "" : where + ": ") + text;
    }
}
