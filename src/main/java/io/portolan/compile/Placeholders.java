package io.portolan.compile;

import io.portolan.expr.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Splits the texts of a file at their placeholders. */
final class Placeholders {

    /** {@code {{x}}} and {@code {x}}, the longer form first. */
    private static final Pattern IN_PATHS = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}|\\{\\s*([^{}]+?)\\s*}");

    /** {@code {{x}}} only: a single brace in a value is a brace. */
    private static final Pattern IN_VALUES = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private Placeholders() {}

    /** The names of a path's placeholders, from the left. */
    static List<String> names(String path) {
        return IN_PATHS.matcher(path)
                .results()
                .map(found -> name(found.group(1), found.group(2)))
                .toList();
    }

    /** The names of a value's placeholders, from the left. */
    static List<String> inValue(String value) {
        return IN_VALUES.matcher(value).results().map(found -> found.group(1)).toList();
    }

    /** Whether a value is nothing but one placeholder. */
    static boolean lone(String value) {
        return IN_VALUES.matcher(value.strip()).matches();
    }

    /** A text with every placeholder alike. */
    static String blank(String text) {
        return IN_PATHS.matcher(text).replaceAll("{}");
    }

    /** Splits one segment of a path. */
    static Template segment(String segment, Function<String, Template.Part> meaning) {
        return split(IN_PATHS, segment, meaning);
    }

    /** Splits a value that stands in a path, where a single brace is a placeholder too. */
    static Template pathValue(String value, Function<String, Template.Part> meaning) {
        return split(IN_PATHS, value, meaning);
    }

    /** Splits a value. */
    static Template value(String value, Function<String, Template.Part> meaning) {
        return split(IN_VALUES, value, meaning);
    }

    /** Splits a value whose placeholders may stand for several parts each. */
    static Template split(String value, Function<String, List<Template.Part>> meaning) {
        List<Template.Part> parts = new ArrayList<>();
        Matcher matcher = IN_VALUES.matcher(value);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                parts.add(new Template.Text(value.substring(end, matcher.start())));
            }
            parts.addAll(meaning.apply(matcher.group(1)));
            end = matcher.end();
        }
        if (end < value.length()) {
            parts.add(new Template.Text(value.substring(end)));
        }
        return new Template(parts);
    }

    private static Template split(Pattern pattern, String text, Function<String, Template.Part> meaning) {
        List<Template.Part> parts = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                parts.add(new Template.Text(text.substring(end, matcher.start())));
            }
            parts.add(meaning.apply(name(matcher.group(1), matcher.groupCount() > 1 ? matcher.group(2) : null)));
            end = matcher.end();
        }
        if (end < text.length()) {
            parts.add(new Template.Text(text.substring(end)));
        }
        return new Template(parts);
    }

    private static String name(@Nullable String first, @Nullable String second) {
        return first != null ? first : String.valueOf(second);
    }
}
