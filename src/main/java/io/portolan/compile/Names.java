package io.portolan.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Which names of two lists mean the same thing, though one is spelled {@code batch-id} and the other
 * {@code batch_id}: exactly equal, then without case, then by letters and digits only.
 */
final class Names {

    private static final List<UnaryOperator<String>> READINGS =
            List.of(UnaryOperator.identity(), name -> name.toLowerCase(Locale.ROOT), Names::lettersAndDigits);

    private Names() {}

    /** Whether two names differ in nothing but case and what is no letter or digit. */
    static boolean alike(String name, String other) {
        String letters = lettersAndDigits(name);
        return !letters.isEmpty() && letters.equals(lettersAndDigits(other));
    }

    /** The position of the name that means this one, or -1. */
    static int find(String name, List<String> names) {
        for (UnaryOperator<String> reading : READINGS) {
            String wanted = reading.apply(name);
            for (int index = 0; index < names.size(); index++) {
                if (reading.apply(names.get(index)).equals(wanted) && !wanted.isEmpty()) {
                    return index;
                }
            }
        }
        return -1;
    }

    /**
     * Pairs two lists, each name at most once; what is left on both sides is paired by position when it is equally
     * many.
     *
     * @return for each wanted name the position of its partner, or -1
     */
    static int[] pair(List<String> wanted, List<String> names) {
        int[] partners = new int[wanted.size()];
        Arrays.fill(partners, -1);
        boolean[] taken = new boolean[names.size()];
        for (UnaryOperator<String> reading : READINGS) {
            pairBy(reading, wanted, names, partners, taken);
        }
        pairByPosition(partners, taken);
        return partners;
    }

    private static void pairBy(
            UnaryOperator<String> reading, List<String> wanted, List<String> names, int[] partners, boolean[] taken) {
        for (int index = 0; index < partners.length; index++) {
            String name = reading.apply(wanted.get(index));
            for (int other = 0; other < taken.length && partners[index] < 0; other++) {
                if (!taken[other] && reading.apply(names.get(other)).equals(name)) {
                    partners[index] = other;
                    taken[other] = true;
                }
            }
        }
    }

    private static void pairByPosition(int[] partners, boolean[] taken) {
        List<Integer> single = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int index = 0; index < partners.length; index++) {
            if (partners[index] < 0) {
                single.add(index);
            }
        }
        for (int index = 0; index < taken.length; index++) {
            if (!taken[index]) {
                free.add(index);
            }
        }
        if (single.size() == free.size()) {
            for (int index = 0; index < single.size(); index++) {
                partners[single.get(index)] = free.get(index);
            }
        }
    }

    private static String lettersAndDigits(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        name.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
