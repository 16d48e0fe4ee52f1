package io.portolan.format;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the known name that an unknown one was probably meant to be. */
public final class Nearest {

    /** A longer list of known names helps nobody. */
    private static final int SHOWN = 16;

    /** A shorter one could be the start of anything. */
    private static final int ABBREVIATION = 3;

    /** Longer names are somebody's data, not a slip of the keyboard. */
    private static final int LONGEST = 64;

    private static final int SLIPS = 2;

    private Nearest() {}

    /**
     * The known name with the fewest edits, the first of several, when no more than a third of its letters differ;
     * else the first that the name abbreviates.
     *
     * @return null when none is near
     */
    public static @Nullable String to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return null;
        }
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int longer = Math.max(name.length(), candidate.length());
            int allowed = Math.min(Math.max(1, longer / 3), fewest - 1);
            if (Math.abs(name.length() - candidate.length()) > allowed) {
                continue;
            }
            int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits <= allowed) {
                nearest = candidate;
                fewest = edits;
            }
        }
        return nearest == null ? abbreviated(name, known) : nearest;
    }

    /** What to add, with a space before it, to a message about an unknown name: the nearest one, or what is known. */
    public static String hint(String name, Collection<String> known) {
        String nearest = to(name, known);
        if (nearest != null) {
            return " (did you mean " + Quote.of(nearest) + "?)";
        }
        String shown = known.stream().limit(SHOWN).collect(Collectors.joining(", "));
        String more = known.size() > SHOWN ? " and " + (known.size() - SHOWN) + " more" : "";
        return known.isEmpty() ? "" : " (expected one of: " + shown + more + ")";
    }

    /** Whether two letters at most differ, whatever their case: a slip of the keyboard. */
    public static boolean slip(String name, String meant) {
        return Math.abs(name.length() - meant.length()) <= SLIPS
                && edits(name.toLowerCase(Locale.ROOT), meant.toLowerCase(Locale.ROOT)) <= SLIPS;
    }

    private static @Nullable String abbreviated(String name, Collection<String> known) {
        return name.length() < ABBREVIATION
                ? null
                : known.stream()
                        .filter(candidate -> candidate.startsWith(name))
                        .findFirst()
                        .orElse(null);
    }

    /** Letters to insert, drop, replace or swap with their neighbour: the optimal string alignment distance. */
    private static int edits(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (swapped(a, i, b, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private static boolean swapped(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
