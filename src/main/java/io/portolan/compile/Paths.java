package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.plan.PathTemplate;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of a file, taken apart: what comes before a question mark or a number sign, and what behind.
 *
 * @param path begins with a slash, or is empty
 * @param query without its question mark; null for none
 * @param fragment without its number sign; null for none
 */
record Paths(String path, @Nullable String query, @Nullable String fragment) {

    private static final Pattern ODD = Pattern.compile("[^a-z0-9{}]");

    /** Takes a path apart; one that lacks its slash is given it, with a warning. */
    static Paths of(String text, String where, ProblemLog log) {
        int number = text.indexOf('#');
        String before = number < 0 ? text : text.substring(0, number);
        int question = before.indexOf('?');
        String path = question < 0 ? before : before.substring(0, question);
        if (!path.isEmpty() && !path.startsWith("/")) {
            log.warning(where, "'" + text + "' does not begin with a slash; it is read as '/" + text + "'");
            path = "/" + path;
        }
        return new Paths(
                path,
                question < 0 || question + 1 == before.length() ? null : before.substring(question + 1),
                number < 0 ? null : text.substring(number + 1));
    }

    /** An operation's own path: alone when it repeats its resource's, else behind it. */
    static String joined(String resource, @Nullable String operation) {
        if (operation == null || operation.isEmpty()) {
            return resource;
        }
        String whole = operation.startsWith("/") ? operation : "/" + operation;
        boolean repeats = whole.equals(resource)
                || whole.startsWith(resource.endsWith("/") ? resource : resource + "/")
                || whole.startsWith(resource + "?");
        if (repeats) {
            return whole;
        }
        return (resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource) + whole;
    }

    /**
     * Splits the path into segments.
     *
     * @param meaning what the n-th placeholder from the left stands for
     */
    PathTemplate template(IntFunction<Template.Part> meaning) {
        List<Template> segments = new ArrayList<>();
        int[] next = {0};
        for (String segment : path.split("/", -1)) {
            segments.add(Placeholders.segment(segment, name -> meaning.apply(next[0]++)));
        }
        segments.removeFirst();
        return new PathTemplate(segments);
    }

    /** A piece of a query as it is before it is encoded; one that is encoded badly stays as it is. */
    static String plain(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return encoded;
        }
    }

    /** The path with another in front. */
    static PathTemplate prefixed(String first, PathTemplate path) {
        List<Template> segments = new ArrayList<>();
        segments.add(Template.text(first));
        segments.addAll(path.segments());
        return new PathTemplate(segments);
    }

    /**
     * What is left of a path however it is spelled: letters and digits of its literal segments, and where placeholders
     * stand. A leading {@code v1}, which generators put in front, does not count.
     */
    String likeness() {
        StringBuilder like = new StringBuilder();
        String whole = path + (query == null ? "" : "/" + query) + (fragment == null ? "" : "/" + fragment);
        for (String segment : whole.split("/", -1)) {
            String bare = Placeholders.blank(segment).toLowerCase(Locale.ROOT);
            bare = ODD.matcher(bare).replaceAll("");
            if (!bare.isEmpty() && !(like.isEmpty() && bare.equals("v1"))) {
                like.append('/').append(bare);
            }
        }
        return like.toString();
    }
}
