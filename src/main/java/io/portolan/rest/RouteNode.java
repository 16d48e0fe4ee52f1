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

    /**
     * A segment with holes, and literal text around them: {@code {id}}, {@code {id}:cancel}, {@code v{major}.{minor}}.
     *
     * @param texts before the first hole, between holes, behind the last; one more than there are holes
     */
    record Hole<T>(List<String> texts, RouteNode<T> node) {

        /**
         * Where each hole begins and ends when the segment fits, which no hole does with nothing in it.
         *
         * @param bounds is given two places a hole
         * @param at the first of them
         */
        boolean fits(String path, int from, int to, int[] bounds, int at) {
            if (!path.startsWith(texts.getFirst(), from)) {
                return false;
            }
            int begin = from + texts.getFirst().length();
            for (int hole = 1; hole < texts.size(); hole++) {
                String text = texts.get(hole);
                boolean last = hole == texts.size() - 1;
                int end = last ? to - text.length() : path.indexOf(text, begin + 1);
                if (end <= begin || end + text.length() > to || !path.startsWith(text, end)) {
                    return false;
                }
                bounds[at + 2 * hole - 2] = begin;
                bounds[at + 2 * hole - 1] = end;
                begin = end + text.length();
            }
            return true;
        }

        int holes() {
            return texts.size() - 1;
        }

        int literals() {
            return texts.stream().mapToInt(String::length).sum();
        }
    }

    private final String literal;
    private final Map<String, T> targets = new HashMap<>();
    private final List<Hole<T>> holes = new ArrayList<>(0);
    private @Nullable RouteNode<T> rest;

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

    /** What takes all that is left of the path; null when nothing does. */
    @Nullable
    RouteNode<T> rest() {
        return rest;
    }

    /** Whether there was no target for this method yet. */
    boolean add(String method, T target) {
        return targets.putIfAbsent(method, target) == null;
    }

    /** The node behind this segment, made when it is new. */
    RouteNode<T> child(Template segment) {
        if (segment.parts().size() == 1 && segment.parts().getFirst() instanceof Template.Rest) {
            RouteNode<T> all = rest == null ? new RouteNode<>("") : rest;
            rest = all;
            return all;
        }
        List<String> texts = texts(segment);
        return texts.size() == 1 ? literalChild(texts.getFirst()) : holeChild(texts);
    }

    private static List<String> texts(Template segment) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Template.Part part : segment.parts()) {
            switch (part) {
                case Template.Text literal -> text.append(literal.text());
                case Template.Input hole -> {
                    texts.add(text.toString());
                    text.setLength(0);
                }
                case Template.Rest rest -> throw unserved(segment);
                case Template.Variable variable -> throw unserved(segment);
                case Template.Step step -> throw unserved(segment);
            }
        }
        texts.add(text.toString());
        return texts;
    }

    private static IllegalArgumentException unserved(Template segment) {
        return new IllegalArgumentException(segment + " (expected: text and parameters in a path that is served)");
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

    private RouteNode<T> holeChild(List<String> texts) {
        for (Hole<T> hole : holes) {
            if (hole.texts().equals(texts)) {
                return hole.node();
            }
        }
        Hole<T> hole = new Hole<>(texts, new RouteNode<>(""));
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

    private static <T> List<@Nullable RouteNode<T>> emptySlots(int size) {
        return new ArrayList<>(Collections.<@Nullable RouteNode<T>>nCopies(size, null));
    }
}
