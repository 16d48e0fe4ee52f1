package io.portolan.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names that documents claim for their namespaces: the first to claim one has it. */
final class Namespaces {

    private final Set<String> claimed = new HashSet<>();

    /** The number to try next behind a name that is taken; thousands of files may have one name. */
    private final Map<String, Integer> next = new HashMap<>();

    /** This name, or with {@code -2} and so on behind it the first that nobody has; for names that no file spells. */
    String reserve(String name) {
        String free = name;
        while (!claimed.add(free)) {
            free = name + "-" + next.merge(name, 2, (number, first) -> number + 1);
        }
        return free;
    }

    /** The name as the process knows it: the claimed one, or with {@code -2} and so on behind it. */
    String claim(String namespace, String where, ProblemLog log) {
        if (claimed.add(namespace)) {
            return namespace;
        }
        String name = reserve(namespace);
        log.warning(where, "namespace '" + namespace + "' is taken; it is served as '" + name + "'");
        return name;
    }
}
