package io.portolan.spec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer, or a part of one, is made of.
 *
 * @param mapping a JSONPath
 * @param value a constant or template; a JSONPath on consumed operations; {@code const} in older files
 * @param properties of an object, by name
 * @param items what each element of a list is made of
 * @param maxLength of a text, in characters
 */
public record Output(
        @Nullable String name,
        @Nullable String type,
        @Nullable String mapping,
        @Nullable Content value,
        Map<String, Output> properties,
        @Nullable Output items,
        @Nullable Integer maxLength) {

    public Output {
        properties = Ordered.copyOf(properties);
    }
}
