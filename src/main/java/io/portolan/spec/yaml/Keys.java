package io.portolan.spec.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of one section of the format.
 *
 * @param known read, or of no consequence
 * @param refused why, and what to write instead, by key; to leave such a key out would change what the author meant
 * @param ignored why such a key is left out, which a warning says
 */
public record Keys(List<String> known, Map<String, String> refused, Map<String, String> ignored) {

    /** Those that describe and do nothing; a file that misspells one works as it was meant. */
    private static final Set<String> HARMLESS = Set.of(
            "label",
            "display",
            "title",
            "summary",
            "description",
            "tags",
            "created",
            "modified",
            "version",
            "stakeholders",
            "hints",
            "readOnly",
            "destructive",
            "idempotent",
            "openWorld");

    private static final List<String> DESCRIBING =
            List.of("label", "display", "title", "summary", "description", "tags");

    public Keys {
        known = List.copyOf(known);
        refused = Map.copyOf(refused);
        ignored = Map.copyOf(ignored);
    }

    public static Keys of(String... known) {
        return new Keys(List.of(known), Map.of(), Map.of());
    }

    /** Also those by which every part of a file may be described. */
    public static Keys describedBy(String... known) {
        return of(known).and(DESCRIBING);
    }

    public Keys and(List<String> more) {
        List<String> all = new ArrayList<>(known);
        all.addAll(more);
        return new Keys(all, refused, ignored);
    }

    public Keys refused(String key, String why) {
        return new Keys(known, with(refused, key, why), ignored);
    }

    public Keys ignored(String key, String why) {
        return new Keys(known, refused, with(ignored, key, why));
    }

    public static boolean harmless(String key) {
        return HARMLESS.contains(key);
    }

    private static Map<String, String> with(Map<String, String> texts, String key, String text) {
        Map<String, String> more = new HashMap<>(texts);
        more.put(key, text);
        return more;
    }
}
