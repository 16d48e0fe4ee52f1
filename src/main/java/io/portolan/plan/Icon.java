package io.portolan.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture that clients may show.
 *
 * @param src an {@code https:} or {@code data:} URI
 * @param sizes such as {@code 48x48} or {@code any}; empty when the file gives none
 * @param theme {@code light} or {@code dark}; null for both
 */
public record Icon(
        String src,
        @Nullable String mimeType,
        List<String> sizes,
        @Nullable String theme) {

    public Icon {
        sizes = List.copyOf(sizes);
    }
}
