package io.portolan.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that nobody changes, in the order of the file. */
final class Ordered {

    static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        // Most are empty, and there are tens of each file.
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private Ordered() {}
}
