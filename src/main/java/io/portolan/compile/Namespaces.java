package io.portolan.compile;

import java.util.HashSet;
import java.util.Set;

/** The names that documents claim for their namespaces: the first to claim one has it. */
final class Namespaces {

    private final Set<String> claimed;

    Namespaces() {
        this(Set.of());
    }

    private Namespaces(Set<String> claimed) {
        this.claimed = new HashSet<>(claimed);
    }

    /** The same claims, to be taken over only when a document turns out sound. */
    Namespaces copy() {
        return new Namespaces(claimed);
    }

    /** The name as the process knows it: the claimed one, or with {@code -2} and so on behind it. */
    String claim(String namespace, String where, ProblemLog log) {
        if (claimed.add(namespace)) {
            return namespace;
        }
        int next = 2;
        while (!claimed.add(namespace + "-" + next)) {
            next++;
        }
        String name = namespace + "-" + next;
        log.warning(where, "namespace '" + namespace + "' is taken; it is served as '" + name + "'");
        return name;
    }
}
