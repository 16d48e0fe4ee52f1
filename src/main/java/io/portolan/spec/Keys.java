package io.portolan.spec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of one section of the format.
 *
 * @param known read, or of no consequence
 * @param unsupported what to write instead, by key; to leave such a key out would change what the author meant
 * @param ignored left out with a warning
 */
record Keys(List<String> known, Map<String, String> unsupported, Set<String> ignored) {

    Keys {
        known = List.copyOf(known);
        unsupported = Map.copyOf(unsupported);
        ignored = Set.copyOf(ignored);
    }

    static Keys of(String... known) {
        return new Keys(List.of(known), Map.of(), Set.of());
    }

    Keys unsupported(String key, String expected) {
        Map<String, String> more = new HashMap<>(unsupported);
        more.put(key, expected);
        return new Keys(known, more, ignored);
    }

    Keys ignored(String key) {
        Set<String> more = new HashSet<>(ignored);
        more.add(key);
        return new Keys(known, unsupported, more);
    }
}
