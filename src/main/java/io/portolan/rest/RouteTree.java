package io.portolan.rest;

import io.portolan.expr.Template;
import io.portolan.plan.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what serves a method and path. Walks the path's segments, so the cost does not grow with the number of routes;
 * a literal segment is tried before one with a parameter, and the walk turns back where a branch serves the path but
 * not the method.
 */
final class RouteTree<T> {

    /** One method and path, and what serves it. */
    record Entry<T>(String method, PathTemplate path, T target) {}

    /** What a look-up finds. */
    sealed interface Match<T> {}

    /** @param captures the values of the path's parameters from the left, decoded */
    record Found<T>(T target, List<String> captures) implements Match<T> {}

    /** The path is served, the method is not. */
    record OtherMethods<T>(SortedSet<String> allowed) implements Match<T> {}

    /** Nothing serves the path. */
    record Nothing<T>() implements Match<T> {}

    /** A parameter's value is not percent-encoded UTF-8. */
    record Malformed<T>(String value) implements Match<T> {}

    private final RouteNode<T> root = new RouteNode<>("");
    /** Captures of the route that has most. */
    private final int most;

    RouteTree(List<Entry<T>> entries) {
        int most = 0;
        for (Entry<T> entry : entries) {
            RouteNode<T> node = root;
            for (Template segment : withoutSlash(entry.path().segments())) {
                node = node.child(segment);
            }
            if (!node.add(entry.method(), entry.target())) {
                throw new IllegalArgumentException(entry.method() + " " + entry.path() + " (expected: one entry)");
            }
            most = Math.max(most, (int) entry.path().segments().stream()
                    .flatMap(segment -> segment.parts().stream())
                    .filter(part -> !(part instanceof Template.Text))
                    .count());
        }
        this.most = most;
    }

    /** With or without a slash at its end, a path is the same. */
    private static List<Template> withoutSlash(List<Template> segments) {
        boolean slash = !segments.isEmpty() && segments.getLast().parts().isEmpty();
        return slash ? segments.subList(0, segments.size() - 1) : segments;
    }

    /** @param path undecoded, with or without a slash at its end */
    Match<T> lookup(String method, String path) {
        if (!path.startsWith("/")) {
            return new Nothing<>();
        }
        Walk walk = new Walk(path);
        T target = walk.find(root, 1, method);
        return target == null ? walk.otherMethods() : walk.found(target);
    }

    /** One look-up under way. */
    private final class Walk {

        private final String path;
        private final int end;

        /** Where each capture begins and ends. */
        private final int[] bounds = new int[2 * most];

        private int captures;

        Walk(String path) {
            this.path = path;
            this.end = path.endsWith("/") ? path.length() - 1 : path.length();
        }

        /** @param from where the next segment begins */
        @Nullable
        T find(RouteNode<T> node, int from, String method) {
            if (from > end) {
                return node.target(method);
            }
            int to = segmentEnd(from);
            RouteNode<T> literal = literal(node, from, to);
            T target = literal == null ? null : find(literal, to + 1, method);
            List<RouteNode.Hole<T>> holes = node.holes();
            for (int index = 0; target == null && index < holes.size(); index++) {
                RouteNode.Hole<T> hole = holes.get(index);
                if (hole.fits(path, from, to, bounds, 2 * captures)) {
                    captures += hole.holes();
                    target = find(hole.node(), to + 1, method);
                    captures -= target == null ? hole.holes() : 0;
                }
            }
            return target == null ? rest(node, from, method) : target;
        }

        private @Nullable T rest(RouteNode<T> node, int from, String method) {
            RouteNode<T> rest = node.rest();
            T target = rest == null ? null : rest.target(method);
            if (target != null) {
                bounds[2 * captures] = from;
                bounds[2 * captures + 1] = end;
                captures++;
            }
            return target;
        }

        Match<T> found(T target) {
            List<String> values = new ArrayList<>(captures);
            for (int index = 0; index < captures; index++) {
                int from = bounds[2 * index];
                int to = bounds[2 * index + 1];
                String value = Percent.decode(path, from, to);
                if (value == null) {
                    return new Malformed<>(path.substring(from, to));
                }
                values.add(value);
            }
            return new Found<>(target, values);
        }

        Match<T> otherMethods() {
            SortedSet<String> allowed = new TreeSet<>();
            collect(root, 1, allowed);
            if (allowed.isEmpty()) {
                return new Nothing<>();
            }
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            allowed.add("OPTIONS");
            return new OtherMethods<>(allowed);
        }

        private void collect(RouteNode<T> node, int from, SortedSet<String> allowed) {
            if (from > end) {
                allowed.addAll(node.methods());
                return;
            }
            int to = segmentEnd(from);
            RouteNode<T> literal = literal(node, from, to);
            if (literal != null) {
                collect(literal, to + 1, allowed);
            }
            for (RouteNode.Hole<T> hole : node.holes()) {
                if (hole.fits(path, from, to, new int[2 * hole.holes()], 0)) {
                    collect(hole.node(), to + 1, allowed);
                }
            }
            RouteNode<T> rest = node.rest();
            if (rest != null) {
                allowed.addAll(rest.methods());
            }
        }

        private int segmentEnd(int from) {
            int slash = path.indexOf('/', from);
            return slash < 0 || slash > end ? end : slash;
        }

        /** RFC 3986 6.2.2.2: an escaped letter is the letter. */
        private @Nullable RouteNode<T> literal(RouteNode<T> node, int from, int to) {
            int escape = path.indexOf('%', from);
            if (escape < 0 || escape >= to) {
                return node.literal(path, from, to);
            }
            String decoded = Percent.decode(path, from, to);
            return decoded == null ? null : node.literal(decoded, 0, decoded.length());
        }
    }
}
