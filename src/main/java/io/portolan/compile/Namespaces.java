package io.portolan.compile;

import java.util.HashSet;
import java.util.Set;

/** The names that documents claim for their namespaces: the first to claim one has it. */
final class Namespaces {

    private final Set<String> claimed = new HashSet<>();

    /** This name, or with {@code -2} and so on behind it the first that nobody has; for names that no file spells. */
    String reserve(String name) {
        String free = name;
        for (int next = 2; !claimed.add(free); next++) {
            free = name + "-" + next;
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
