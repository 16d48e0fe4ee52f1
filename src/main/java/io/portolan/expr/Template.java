package io.portolan.expr;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text with holes, split when the file was compiled; rendering only joins. Rendered values are never scanned again,
 * so a caller cannot smuggle a placeholder in.
 */
public record Template(List<Part> parts) {

    /** A piece of a template. */
    public sealed interface Part {}

    /** Text the file's author wrote. */
    public record Text(String text) implements Part {}

    /** A hole filled by a caller's argument: its position in the flow's parameters, and its name for messages. */
    public record Input(int index, String name) implements Part {}

    /** A hole filled by a bound variable, such as an API key. */
    public record Variable(String name) implements Part {}

    public Template {
        parts = List.copyOf(parts);
    }

    /** The template that stands for one whole argument. */
    public static Template input(int index, String name) {
        return new Template(List.of(new Input(index, name)));
    }

    /** The template without holes. */
    public static Template text(String text) {
        return new Template(List.of(new Text(text)));
    }

    /**
     * The value of this template: the argument itself when the template is nothing but one, else joined text.
     *
     * @return null when something it needs is missing
     */
    public @Nullable Value value(Scope scope) {
        if (parts.size() == 1 && parts.get(0) instanceof Input input) {
            return scope.input(input.index());
        }
        String text = render(scope);
        return text == null ? null : new Value.Text(text);
    }

    /** The joined text; null when something it needs is missing. */
    public @Nullable String render(Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String piece = piece(part, scope);
            if (piece == null) {
                return null;
            }
            text.append(piece);
        }
        return text.toString();
    }

    /** The variables this template reads, in order of appearance. */
    public List<String> variables() {
        return parts.stream()
                .filter(Variable.class::isInstance)
                .map(part -> ((Variable) part).name())
                .distinct()
                .toList();
    }

    private static @Nullable String piece(Part part, Scope scope) {
        return switch (part) {
            case Text text -> text.text();
            case Variable variable -> scope.variable(variable.name());
            case Input input -> text(scope.input(input.index()));
        };
    }

    private static @Nullable String text(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Text text -> text.text();
            case Value.Literal literal -> literal.json();
            case Value.Json json -> json.bytes().toString(StandardCharsets.UTF_8);
        };
    }

    /** The template as a file would spell it: {@code Bearer {{KEY}}}. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> switch (part) {
                    case Text text -> text.text();
                    case Input input -> "{" + input.name() + "}";
                    case Variable variable -> "{{" + variable.name() + "}}";
                })
                .collect(Collectors.joining());
    }
}
