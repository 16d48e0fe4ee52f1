package io.portolan.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How names are compared and how text is written into a URI, by the rules alone. */
final class Spelling {

    /** {@code {{x}}} and {@code {x}}. */
    static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}|\\{\\s*([^{}]+?)\\s*}");

    /** {@code {{x}}} only. */
    static final Pattern TEMPLATE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private static final List<UnaryOperator<String>> READINGS = List.of(
            UnaryOperator.identity(),
            name -> name.toLowerCase(Locale.ROOT),
            name -> name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", ""));

    private Spelling() {}

    /** The names of a path's placeholders, in order. */
    static List<String> holes(String path) {
        return HOLE.matcher(path).results().map(Spelling::hole).toList();
    }

    static String hole(java.util.regex.MatchResult found) {
        return found.group(1) != null ? found.group(1) : found.group(2);
    }

    /** The position of the name that means this one, or -1. */
    static int find(String name, List<String> names) {
        return pair(List.of(name), names, false)[0];
    }

    /** Pairs exactly, then without case, then by letters and digits, then by position if as many are left. */
    static int[] pair(List<String> wanted, List<String> names, boolean byPosition) {
        int[] partners = new int[wanted.size()];
        Arrays.fill(partners, -1);
        boolean[] taken = new boolean[names.size()];
        for (UnaryOperator<String> reading : READINGS) {
            for (int i = 0; i < partners.length; i++) {
                for (int other = 0; other < taken.length && partners[i] < 0; other++) {
                    String read = reading.apply(wanted.get(i));
                    if (!taken[other]
                            && !read.isEmpty()
                            && reading.apply(names.get(other)).equals(read)) {
                        partners[i] = other;
                        taken[other] = true;
                    }
                }
            }
        }
        if (byPosition) {
            rest(partners, taken);
        }
        return partners;
    }

    private static void rest(int[] partners, boolean[] taken) {
        List<Integer> free = new ArrayList<>();
        for (int other = 0; other < taken.length; other++) {
            if (!taken[other]) {
                free.add(other);
            }
        }
        long single = Arrays.stream(partners).filter(partner -> partner < 0).count();
        for (int i = 0, next = 0; i < partners.length && single == free.size(); i++) {
            if (partners[i] < 0) {
                partners[i] = free.get(next++);
            }
        }
    }

    /** Segments with placeholders alike, for telling whether two paths are the same route. */
    static String shape(String path) {
        return HOLE.matcher(path).replaceAll("{}");
    }

    /** A path as duplicates are told apart by: no version in front, letters and digits only. */
    static String normal(String path) {
        StringBuilder normal = new StringBuilder();
        for (String segment : path.replaceFirst("^/v1(?=/|$)", "").split("[/?#]", -1)) {
            if (!segment.isEmpty()) {
                boolean whole = HOLE.matcher(segment).matches();
                normal.append('/').append(whole ? "{}" : READINGS.getLast().apply(segment));
            }
        }
        return normal.toString();
    }

    /** A value, only unreserved characters as they are (RFC 3986 2.3). */
    static String value(String text) {
        return encoded(text, "-._~");
    }

    /** The name of a query parameter; the dollar of OData stays. */
    static String name(String text) {
        return encoded(text, "-._~$");
    }

    /** What an author wrote into a path: only what a URI forbids is encoded, escapes stay. */
    static String literal(String text) {
        Matcher escapes = Pattern.compile("%[0-9A-Fa-f]{2}").matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (escapes.find()) {
            out.append(encoded(text.substring(from, escapes.start()), "-._~!$&'()*+,;=:@/"))
                    .append(escapes.group());
            from = escapes.end();
        }
        return out.append(encoded(text.substring(from), "-._~!$&'()*+,;=:@/")).toString();
    }

    private static String encoded(String text, String kept) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || kept.indexOf(octet) >= 0);
            out.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet));
        }
        return out.toString();
    }
}
