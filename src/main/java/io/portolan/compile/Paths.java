package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.plan.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Splits the paths of a file into segments. */
final class Paths {

    private Paths() {}

    /**
     * Splits one path.
     *
     * @param meaning what the n-th placeholder from the left stands for
     */
    static PathTemplate compile(String path, String where, ProblemLog log, IntFunction<Template.Part> meaning) {
        if (!path.startsWith("/") && !path.isEmpty()) {
            log.error(where, "'" + path + "' (expected: a path that begins with '/')");
        }
        if (path.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
            log.error(where, "the path holds a space or control character (expected: it percent-encoded)");
        }
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            log.error(where, "'" + path + "' holds a query or fragment (expected: parameters with in: query)");
        }
        List<Template> segments = new ArrayList<>();
        int[] next = {0};
        for (String segment : path.split("/", -1)) {
            segments.add(Placeholders.segment(segment, name -> meaning.apply(next[0]++)));
        }
        segments.removeFirst();
        return new PathTemplate(segments);
    }

    /** The path with another in front. */
    static PathTemplate prefixed(String first, PathTemplate path) {
        List<Template> segments = new ArrayList<>();
        segments.add(Template.text(first));
        segments.addAll(path.segments());
        return new PathTemplate(segments);
    }

    /** The path with every placeholder alike: two paths with one shape match the same requests. */
    static String shape(PathTemplate path) {
        StringBuilder shape = new StringBuilder();
        for (Template segment : path.segments()) {
            shape.append('/');
            for (Template.Part part : segment.parts()) {
                shape.append(part instanceof Template.Text text ? text.text() : "{}");
            }
        }
        return shape.toString();
    }
}
