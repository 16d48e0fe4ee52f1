package io.portolan.binding;

import org.jspecify.annotations.Nullable;

/**
 * Where a variable has its value.
 *
 * @param location the file, or what else the bind names; null for the environment of the process
 * @param key in that source
 */
public record BindingKey(@Nullable String location, String key) {

    /** A key of the environment. */
    public static BindingKey environment(String key) {
        return new BindingKey(null, key);
    }

    /** {@code environment KEY}, or {@code <location> KEY}. */
    @Override
    public String toString() {
        return (location == null ? "environment" : location) + " " + key;
    }
}
