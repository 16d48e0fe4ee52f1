package io.portolan.format.jsonl;

import java.util.Locale;

/**
 * What is wrong with a line, and where.
 *
 * @param line counts from 1
 * @param column counts from 1, in characters
 * @param expected what should stand there
 */
public record JsonlFault(Kind kind, long line, long column, String what, String expected) {

    /** What a fault is, for programs; the names stay. */
    public enum Kind {
        EMPTY_FILE,
        EMPTY_LINE,
        NOT_UTF_8,
        NOT_JSON,
        NOT_AN_OBJECT,
        MISSING_ID,
        INVALID_ID,
        DUPLICATE_ID,
        TOO_LARGE;

        /** Such as {@code duplicate-id}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** {@code what (expected: what)}. */
    public String text() {
        return what + " (expected: " + expected + ")";
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + text();
    }
}
