package io.portolan.rest;

import io.portolan.expr.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in the {@link RouteTree}: what is served here by method, and where the next segment leads. Grows while the
 * tree is made, and not after.
 */
final class RouteNode<T> {

    /** A segment with a hole, and literal text around it: {@code {id}}, {@code {id}:cancel}, {@code v{major}}. */
    record Hole<T>(String prefix, String suffix, RouteNode<T> node) {

        boolean fits(String path, int from, int to) {
            return to - from > prefix.length() + suffix.length()
                    && path.startsWith(prefix, from)
                    && path.startsWith(suffix, to - suffix.length());
        }

        int literals() {
            return prefix.length() + suffix.length();
        }
    }

    private final String literal;
    private final Map<String, T> targets = new HashMap<>();
    private final List<Hole<T>> holes = new ArrayList<>(0);

    /** A hash table over parts of strings, which {@link Map} cannot look up without making a string of each. */
    private List<@Nullable RouteNode<T>> slots = emptySlots(1);

    private int literals;

    RouteNode(String literal) {
        this.literal = literal;
    }

    /** The target for this method; a GET answers HEAD unless HEAD has one of its own. */
    @Nullable
    T target(String method) {
        T target = targets.get(method);
        return target == null && method.equals("HEAD") ? targets.get("GET") : target;
    }

    Set<String> methods() {
        return targets.keySet();
    }

    /** The node behind this literal segment. */
    @Nullable
    RouteNode<T> literal(String path, int from, int to) {
        int slot = hash(path, from, to);
        while (true) {
            RouteNode<T> node = slots.get(slot & (slots.size() - 1));
            if (node == null || node.spelled(path, from, to)) {
                return node;
            }
            slot++;
        }
    }

    /** The nodes behind segments with a hole, those with more literal text first. */
    List<Hole<T>> holes() {
        return holes;
    }

    /** Whether there was no target for this method yet. */
    boolean add(String method, T target) {
        return targets.putIfAbsent(method, target) == null;
    }

    /** The node behind this segment, made when it is new. */
    RouteNode<T> child(Template segment) {
        List<Template.Part> parts = segment.parts();
        int hole = 0;
        while (hole < parts.size() && parts.get(hole) instanceof Template.Text) {
            hole++;
        }
        if (hole == parts.size()) {
            return literalChild(text(segment, 0, parts.size()));
        }
        if (!(parts.get(hole) instanceof Template.Input)) {
            throw new IllegalArgumentException(segment + " (expected: no variable in a path that is served)");
        }
        return holeChild(text(segment, 0, hole), text(segment, hole + 1, parts.size()));
    }

    private RouteNode<T> literalChild(String spelled) {
        String decoded = Percent.decode(spelled, 0, spelled.length());
        String text = decoded == null ? spelled : decoded;
        RouteNode<T> known = literal(text, 0, text.length());
        if (known != null) {
            return known;
        }
        RouteNode<T> node = new RouteNode<>(text);
        literals++;
        if (2 * literals > slots.size()) {
            grow();
        }
        insert(node);
        return node;
    }

    private RouteNode<T> holeChild(String prefix, String suffix) {
        for (Hole<T> hole : holes) {
            if (hole.prefix().equals(prefix) && hole.suffix().equals(suffix)) {
                return hole.node();
            }
        }
        Hole<T> hole = new Hole<>(prefix, suffix, new RouteNode<>(""));
        holes.add(hole);
        holes.sort(Comparator.<Hole<T>>comparingInt(Hole::literals).reversed());
        return hole.node();
    }

    private void grow() {
        List<@Nullable RouteNode<T>> old = slots;
        slots = emptySlots(old.size() * 2);
        for (RouteNode<T> node : old) {
            if (node != null) {
                insert(node);
            }
        }
    }

    private void insert(RouteNode<T> node) {
        int slot = hash(node.literal, 0, node.literal.length());
        while (slots.get(slot & (slots.size() - 1)) != null) {
            slot++;
        }
        slots.set(slot & (slots.size() - 1), node);
    }

    private boolean spelled(String path, int from, int to) {
        return literal.length() == to - from && path.startsWith(literal, from);
    }

    private static int hash(String text, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + text.charAt(at);
        }
        return hash ^ (hash >>> 15);
    }

    private static String text(Template segment, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : segment.parts().subList(from, to)) {
            if (!(part instanceof Template.Text literal)) {
                throw new IllegalArgumentException(segment + " (expected: at most one parameter in a segment)");
            }
            text.append(literal.text());
        }
        return text.toString();
    }

    private static <T> List<@Nullable RouteNode<T>> emptySlots(int size) {
        return new ArrayList<>(Collections.<@Nullable RouteNode<T>>nCopies(size, null));
    }
}
