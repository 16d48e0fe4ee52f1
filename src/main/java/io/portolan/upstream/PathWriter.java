package io.portolan.upstream;

import io.portolan.auth.UnfitVariableException;
import io.portolan.binding.Bindings;
import io.portolan.bus.Failure;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.plan.UpstreamOperation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one operation's path: the template's segments, no more and no fewer, whatever the values are. */
final class PathWriter {

    private final String prefix;
    private final List<Template> rest;
    private final UpstreamOperation operation;
    private final Bindings bindings;

    /** @param basePath of the base URI, empty or beginning with a slash */
    PathWriter(String basePath, UpstreamOperation operation, Bindings bindings) {
        List<Template> segments =
                operation.path().segments().stream().map(PathWriter::encoded).toList();
        StringBuilder start = new StringBuilder(basePath);
        int literal = 0;
        while (literal < segments.size()
                && segments.get(literal).parts().stream().allMatch(PathWriter::literal)) {
            start.append('/');
            segments.get(literal++).parts().forEach(part -> start.append(((Template.Text) part).text()));
        }
        this.prefix = start.isEmpty() && segments.isEmpty() ? "/" : start.toString();
        this.rest = segments.subList(literal, segments.size());
        this.operation = operation;
        this.bindings = bindings;
    }

    /** @throws Failure naming the parameter whose value cannot be one segment */
    void write(StringBuilder out, List<@Nullable Value> values) {
        out.append(prefix);
        for (Template segment : rest) {
            out.append('/');
            int start = out.length();
            for (Template.Part part : segment.parts()) {
                write(out, part, values);
            }
            if (climbs(out, start)) {
                throw refused(segment, "makes the segment '" + out.substring(start) + "' (expected: no dot segment)");
            }
        }
    }

    private void write(StringBuilder out, Template.Part part, List<@Nullable Value> values) {
        switch (part) {
            case Template.Text text -> out.append(text.text());
            case Template.Variable variable -> {
                String text = bindings.value(variable.name());
                if (text == null) {
                    throw Refusals.unset(variable.name(), bindings);
                }
                if (Percent.value(out, text) != null) {
                    throw Refusals.unfit(new UnfitVariableException(variable.name()), bindings);
                }
            }
            case Template.Input input -> check(input.index(), value(out, values.get(input.index())));
            case Template.Rest rest -> check(rest.index(), segments(out, values.get(rest.index())));
            case Template.Step step -> throw new IllegalStateException("a path reads " + step);
        }
    }

    private void check(int index, @Nullable String fault) {
        if (fault != null) {
            throw Refusals.input(operation.parameters().get(index), fault);
        }
    }

    /** One segment or several, none of which climbs. */
    private static @Nullable String segments(StringBuilder out, @Nullable Value value) {
        String[] segments = (value == null ? "" : Texts.of(value)).split("/", -1);
        for (int index = 0; index < segments.length; index++) {
            String fault = value(index == 0 ? out : out.append('/'), new Value.Text(segments[index]));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable String value(StringBuilder out, @Nullable Value value) {
        String text = value == null ? "" : Texts.of(value);
        return switch (text) {
            case "" -> "is empty (expected: one path segment)";
            case ".", ".." -> "is '" + text + "' (expected: one path segment, not a dot segment)";
            default -> Percent.value(out, text);
        };
    }

    private Failure refused(Template segment, String detail) {
        for (Template.Part part : segment.parts()) {
            if (part instanceof Template.Input input) {
                return Refusals.input(operation.parameters().get(input.index()), detail);
            }
        }
        return new Failure(Failure.Kind.UNAVAILABLE, "the path of " + operation.name() + " " + detail);
    }

    /** Whether the segment that begins here is {@code .} or {@code ..}, its dots plain or encoded. */
    private static boolean climbs(StringBuilder out, int start) {
        int dots = 0;
        int at = start;
        while (at < out.length() && dots < 3) {
            int dot = dot(out, at);
            if (dot == 0) {
                return false;
            }
            at += dot;
            dots++;
        }
        return dots == 1 || dots == 2;
    }

    private static int dot(StringBuilder out, int at) {
        if (out.charAt(at) == '.') {
            return 1;
        }
        boolean encoded = at + 2 < out.length()
                && out.charAt(at) == '%'
                && out.charAt(at + 1) == '2'
                && (out.charAt(at + 2) | 0x20) == 'e';
        return encoded ? 3 : 0;
    }

    private static Template encoded(Template segment) {
        List<Template.Part> parts = new ArrayList<>();
        for (Template.Part part : segment.parts()) {
            parts.add(part instanceof Template.Text text ? new Template.Text(Percent.literal(text.text())) : part);
        }
        return new Template(parts);
    }

    private static boolean literal(Template.Part part) {
        return part instanceof Template.Text;
    }
}
