package io.portolan.spec.fix;

import java.util.Comparator;
import java.util.List;

/**
 * One change to a text.
 *
 * @param from in UTF-16 units, inclusive
 * @param to exclusive; equal to {@code from} where something is only added
 * @param text what stands there instead
 */
public record Edit(int from, int to, String text) {

    static final Comparator<Edit> ORDER = Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to);

    /** The text with all of them made. They are in order and do not overlap. */
    public static String apply(List<Edit> edits, String text) {
        StringBuilder changed = new StringBuilder(text.length() + 64 * edits.size());
        int done = 0;
        for (Edit edit : edits) {
            changed.append(text, done, edit.from()).append(edit.text());
            done = edit.to();
        }
        return changed.append(text, done, text.length()).toString();
    }

    boolean overlaps(Edit other) {
        return (from < other.to && other.from < to) || (from == other.from && to == other.to);
    }
}
