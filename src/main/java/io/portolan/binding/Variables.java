package io.portolan.binding;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that keys have in one reading: each as it was when it was first asked for. Equals another reading's when that gives the same values for all that was asked. Prints none.
 */
final class Variables implements Function<String, @Nullable String> {

    private final Function<String, @Nullable String> source;
    private final Map<String, Optional<String>> given = new ConcurrentHashMap<>();

    private Variables(Function<String, @Nullable String> source) {
        this.source = source;
    }

    /** The values that a source has from now on. */
    static Variables of(Function<String, @Nullable String> source) {
        return new Variables(source);
    }

    @Override
    public @Nullable String apply(String key) {
        return given(key).orElse(null);
    }

    private Optional<String> given(String key) {
        return given.computeIfAbsent(key, unseen -> Optional.ofNullable(source.apply(unseen)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Variables that
                && given.entrySet().stream().allMatch(key -> key.getValue().equals(that.given(key.getKey())));
    }

    /** The same for all: which of them are equal depends on what was asked. */
    @Override
    public int hashCode() {
        return Variables.class.hashCode();
    }

    @Override
    public String toString() {
        return "Variables" + given.keySet();
    }
}
