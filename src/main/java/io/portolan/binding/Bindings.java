package io.portolan.binding;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of one file's variables. Prints only their names. */
public final class Bindings {

    private final Map<String, String> sources;
    private final Function<String, @Nullable String> lookup;

    private Bindings(Map<String, String> sources, Function<String, @Nullable String> lookup) {
        this.sources = Map.copyOf(sources);
        this.lookup = lookup;
    }

    /**
     * Bindings that read from a source of the process, such as its environment.
     *
     * @param sources the key in the source, by variable name
     * @param lookup reads one key; null when the source has none
     */
    public static Bindings of(Map<String, String> sources, Function<String, @Nullable String> lookup) {
        return new Bindings(sources, lookup);
    }

    /**
     * The value of a variable. A variable that the file uses without binding it is looked up under its own name.
     *
     * @return null when it has none or an empty one
     */
    public @Nullable String value(String variable) {
        String value = lookup.apply(source(variable));
        return value == null || value.isEmpty() ? null : value;
    }

    /** The key that has to be set for this variable to have a value. */
    public String source(String variable) {
        return sources.getOrDefault(variable, variable);
    }

    @Override
    public String toString() {
        return "Bindings" + new TreeSet<>(sources.keySet());
    }
}
