package io.portolan.spec.read;

import io.portolan.spec.Offered;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code icons}. One that no client would show is left out. */
final class IconReader {

    private static final Keys ICON = Keys.of("src", "mimeType", "sizes", "theme");
    private static final List<String> THEMES = List.of("light", "dark");

    private IconReader() {}

    static List<Offered.Icon> list(MappingReader in) {
        if (in.has("icons") && in.shape("icons") != MappingReader.Shape.LIST) {
            in.warning("icons", "expected a list of mappings with 'src'");
            return List.of();
        }
        return in.list("icons", icon -> Optional.ofNullable(icon(icon))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Offered.@Nullable Icon icon(MappingReader in) {
        in.expect(ICON);
        String src = in.remark("src");
        String scheme = src == null ? "" : src.toLowerCase(Locale.ROOT);
        if (src == null || !(scheme.startsWith("https:") || scheme.startsWith("data:"))) {
            String found = src == null ? "has no 'src'" : Problem.quoted(src);
            in.warning("src", found + " (expected: an https: or data: URI); the icon is left out");
            return null;
        }
        return new Offered.Icon(src, in.remark("mimeType"), Words.tags(in, "sizes"), theme(in));
    }

    private static @Nullable String theme(MappingReader in) {
        String word = in.remark("theme");
        if (word == null || THEMES.contains(word)) {
            return word;
        }
        in.warning("theme", "unknown value " + Problem.quoted(word) + " (expected: light or dark)");
        return null;
    }
}
