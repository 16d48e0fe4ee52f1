package io.portolan.compile;

import io.portolan.spec.Content;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one entry of {@code with} says. */
sealed interface WithValue {

    /** The caller's input of this name, whole. */
    record Reference(String name) implements WithValue {}

    /** Anything else: a constant, a text with placeholders, a structure of them. */
    record Made(Content content) implements WithValue {}

    /** The roots under which every adapter's inputs can be read, besides its own namespace. */
    Set<String> ROOTS = Set.of("rest", "tools");

    /**
     * Reads one entry.
     *
     * @param namespace of the adapter
     * @param name of the parameter that it is given to; a reference to an input of this name may hold spaces
     */
    static WithValue read(Content content, String namespace, String name) {
        if (!(content instanceof Content.Text text)) {
            return new Made(content);
        }
        boolean alike = text.text().endsWith("." + name)
                && rooted(text.text(), text.text().length() - name.length() - 1, namespace);
        String reference = alike ? name : reference(text.text(), namespace);
        return reference == null ? new Made(content) : new Reference(reference);
    }

    private static boolean rooted(String text, int dot, String namespace) {
        return dot > 0
                && (ROOTS.contains(text.substring(0, dot))
                        || text.substring(0, dot).equals(namespace));
    }

    /** The name behind {@code rest.}, {@code tools.}, {@code <namespace>.} or {@code $this.}; null for other texts. */
    static @Nullable String reference(String value, String namespace) {
        String text = value.startsWith("$this.") ? value.substring("$this.".length()) : value;
        int dot = text.indexOf('.');
        if (rooted(text, dot, namespace) && plain(text, dot + 1)) {
            return text.substring(dot + 1);
        }
        return value.startsWith("$this.") && plain(text, 0) ? text : null;
    }

    /** Names are taken as they are, whatever they hold, but a name holds no space and no brace. */
    private static boolean plain(String text, int from) {
        return from < text.length() && text.chars().skip(from).noneMatch(c -> c <= ' ' || c == '{' || c == '}');
    }
}
