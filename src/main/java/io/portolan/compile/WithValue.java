package io.portolan.compile;

import io.portolan.expr.Template;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one entry of {@code with} says. */
sealed interface WithValue {

    /** The caller's input of this name, whole. */
    record Reference(String name) implements WithValue {}

    /** Text with placeholders; the inputs among them have no position yet. */
    record Text(Template template) implements WithValue {}

    /** The roots under which every adapter's inputs can be read, besides its own namespace. */
    Set<String> ROOTS = Set.of("rest", "tools");

    /**
     * Reads one entry.
     *
     * @param namespace of the adapter
     * @param inputs the names the adapter is known to have; they come before variables
     */
    static WithValue read(String value, String namespace, List<String> inputs, Variables variables) {
        String reference = reference(value, namespace);
        if (reference != null) {
            return new Reference(reference);
        }
        Template template = Placeholders.value(value, name -> part(name, namespace, inputs, variables));
        if (template.parts().size() == 1 && template.parts().get(0) instanceof Template.Input input) {
            return new Reference(input.name());
        }
        return new Text(template);
    }

    private static Template.Part part(String name, String namespace, List<String> inputs, Variables variables) {
        String reference = reference(name, namespace);
        if (reference != null || Names.find(name, inputs) >= 0) {
            return new Template.Input(-1, reference == null ? name : reference);
        }
        String variable = variables.meant(name);
        return variable == null ? new Template.Input(-1, name) : new Template.Variable(variable);
    }

    /** The name behind {@code rest.}, {@code tools.}, {@code <namespace>.} or {@code $this.}; null for other texts. */
    private static @Nullable String reference(String value, String namespace) {
        String text = value.startsWith("$this.") ? value.substring("$this.".length()) : value;
        int dot = text.indexOf('.');
        boolean rooted = dot > 0
                && (ROOTS.contains(text.substring(0, dot))
                        || text.substring(0, dot).equals(namespace));
        if (rooted && plain(text, dot + 1)) {
            return text.substring(dot + 1);
        }
        return value.startsWith("$this.") && plain(text, 0) ? text : null;
    }

    private static boolean plain(String text, int from) {
        return from < text.length()
                && text.chars().skip(from).allMatch(c -> Character.isLetterOrDigit(c) || "_-*.".indexOf(c) >= 0);
    }
}
