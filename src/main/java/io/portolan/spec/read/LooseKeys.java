package io.portolan.spec.read;

import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a mapping in whatever spelling: {@code clientId}, {@code client_id} and {@code Client-ID} are one. */
final class LooseKeys {

    private final MappingReader in;
    private final Map<String, String> written = new HashMap<>();
    private final List<String> known = new ArrayList<>();

    LooseKeys(MappingReader in) {
        this.in = in;
        in.keys().forEach(key -> written.putIfAbsent(plain(key), key));
    }

    /** Letters and digits only, in lower case. */
    static String plain(String word) {
        return word.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    /** Of several words for one thing, the first that has a value; as the file writes it. */
    @Nullable
    String find(String... words) {
        String found = null;
        for (String word : words) {
            known.add(word);
            String key = written.get(plain(word));
            if (found == null && key != null && in.has(key)) {
                found = key;
            }
        }
        return found;
    }

    /** Like {@link #find}, for a value that is text. */
    @Nullable
    String findText(String... words) {
        String found = null;
        for (String word : words) {
            String key = find(word);
            if (found == null && key != null && in.shape(key) == MappingReader.Shape.TEXT) {
                found = key;
            }
        }
        return found;
    }

    /** Reports the keys that nobody has asked for. */
    void finish() {
        Set<String> forms = new HashSet<>();
        known.forEach(word -> forms.add(plain(word)));
        List<String> understood = new ArrayList<>(known);
        in.keys().stream().filter(key -> forms.contains(plain(key))).forEach(understood::add);
        in.expect(Keys.of(understood.toArray(String[]::new)));
    }
}
