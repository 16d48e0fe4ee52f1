package io.portolan.expr;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.path.JsonPath;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text with holes, split when the file was compiled; rendering only joins. Rendered values are never scanned again,
 * so a caller cannot smuggle a placeholder in.
 */
public record Template(List<Part> parts) implements Expression {

    /** A piece of a template. */
    public sealed interface Part {}

    /** Text the file's author wrote. */
    public record Text(String text) implements Part {}

    /** A hole filled by a caller's argument: its position in the flow's parameters, and its name for messages. */
    public record Input(int index, String name) implements Part {}

    /** A hole at the end of a path that a caller's argument fills with one segment or several. */
    public record Rest(int index, String name) implements Part {}

    /** A hole filled by a bound variable, such as an API key. */
    public record Variable(String name) implements Part {}

    /** A hole filled by what came of an earlier step: the step's name and a definite path into its output. */
    public record Step(String step, JsonPath path) implements Part {}

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
     * The value of this template: what the hole holds when the template is nothing but one, else joined text.
     *
     * @return null when something it needs is missing
     */
    @Override
    public @Nullable Value value(Scope scope) {
        if (parts.size() == 1 && parts.get(0) instanceof Input input) {
            return scope.input(input.index());
        }
        if (parts.size() == 1 && parts.get(0) instanceof Step step) {
            JsonNode found = found(step, scope);
            return found == null ? null : Value.of(found);
        }
        String text = render(scope);
        return text == null ? null : new Value.Text(text);
    }

    /** Whether the template is nothing but one hole, so that what fills it keeps its type. */
    public boolean isOneHole() {
        return parts.size() == 1 && !(parts.get(0) instanceof Text);
    }

    /** The joined text, with nothing in place of the arguments and outputs that are missing. */
    public String join(Scope scope) {
        return join(scope, UnaryOperator.identity());
    }

    /**
     * The same, for a text with a syntax of its own.
     *
     * @param escape applied to what fills a hole, never to what the file wrote
     */
    public String join(Scope scope, UnaryOperator<String> escape) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String piece = piece(part, scope);
            if (piece != null) {
                text.append(part instanceof Text ? piece : escape.apply(piece));
            }
        }
        return text.toString();
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
    @Override
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
            case Rest rest -> text(scope.input(rest.index()));
            case Step step -> {
                JsonNode found = found(step, scope);
                yield found == null ? null : text(Value.of(found));
            }
        };
    }

    private static @Nullable JsonNode found(Step step, Scope scope) {
        JsonNode output = scope.step(step.step());
        return output == null ? null : step.path().select(output);
    }

    private static @Nullable String text(@Nullable Value value) {
        return value == null ? null : value.text();
    }

    /** The template as a file would spell it: {@code Bearer {{KEY}}}. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> switch (part) {
                    case Text text -> text.text();
                    case Input input -> "{" + input.name() + "}";
                    case Rest rest -> "{" + rest.name() + "+}";
                    case Variable variable -> "{{" + variable.name() + "}}";
                    case Step step -> "{{" + step.step() + step.path().text().substring(1) + "}}";
                })
                .collect(Collectors.joining());
    }
}
