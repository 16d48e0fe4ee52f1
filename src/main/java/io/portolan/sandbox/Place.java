package io.portolan.sandbox;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one path of the API stands for.
 *
 * @param legs the levels down to it; a collection's own level comes last and has no id in the path
 * @param part the last word of a path to a part of an object, such as {@code cancel} or {@code output}; else empty
 * @param methods the declared ones
 */
record Place(Kind kind, List<Leg> legs, String part, SortedSet<String> methods) {

    /** The things a path can stand for. */
    enum Kind {
        COLLECTION,
        OBJECT,
        PART
    }

    Place {
        legs = List.copyOf(legs);
        methods = Collections.unmodifiableSortedSet(new TreeSet<>(methods));
    }

    Leg last() {
        return legs.get(legs.size() - 1);
    }

    boolean allows(String method) {
        return methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }
}
