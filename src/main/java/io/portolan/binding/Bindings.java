package io.portolan.binding;

import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of one file's variables at one time; a later reading of the sources gives others. Prints only their names.
 */
public final class Bindings {

    private final Map<String, BindingKey> keys;
    private final Function<String, @Nullable String> environment;
    private final Map<String, BoundFile> files;

    Bindings(
            Map<String, BindingKey> keys,
            Function<String, @Nullable String> environment,
            Map<String, BoundFile> files) {
        this.keys = Map.copyOf(keys);
        this.environment = environment;
        this.files = Map.copyOf(files);
    }

    /**
     * Bindings without files.
     *
     * @param keys by variable name
     * @param environment reads one key; null when there is none
     */
    public static Bindings of(Map<String, BindingKey> keys, Function<String, @Nullable String> environment) {
        return new Bindings(keys, environment, Map.of());
    }

    /**
     * The value of a variable. A variable that the file uses without binding it is looked up in the environment under
     * its own name.
     *
     * @return null when it has none or an empty one
     */
    public @Nullable String value(String variable) {
        String value = valueOrEmpty(variable);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The value of a variable that may be empty; null when it has none. */
    public @Nullable String valueOrEmpty(String variable) {
        BindingKey key = key(variable);
        if (key.location() == null) {
            return environment.apply(key.key());
        }
        return files.get(key.location()) instanceof BoundFile.Read file
                ? file.values().get(key.key())
                : null;
    }

    /** The key that has to be set for this variable to have a value. */
    public String source(String variable) {
        return key(variable).key();
    }

    /** Why a variable has no value, and what to do: one sentence for the person who runs this. */
    public String absence(String variable) {
        BindingKey key = key(variable);
        if (key.location() == null) {
            return key.key() + " is not set: set it in .env, or in the environment and restart";
        }
        String why = switch (files.get(key.location())) {
            case null -> "which has not been read";
            case BoundFile.Unread unread -> unread.why();
            case BoundFile.Read read ->
                read.values().containsKey(key.key())
                        ? "where its value is empty (expected: text)"
                        : "which has no text under that key";
        };
        return key.key() + " is not set: it is bound to " + key.location() + ", " + why;
    }

    private BindingKey key(String variable) {
        BindingKey key = keys.get(variable);
        return key == null ? BindingKey.environment(variable) : key;
    }

    /** Whether both give the same values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Bindings that
                && keys.equals(that.keys)
                && environment.equals(that.environment)
                && files.equals(that.files);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keys, environment, files);
    }

    @Override
    public String toString() {
        return "Bindings" + new TreeSet<>(keys.keySet());
    }
}
