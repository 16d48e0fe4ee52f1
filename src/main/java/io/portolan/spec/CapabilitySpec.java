package io.portolan.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A capability file, key for key. A text that the file lacks though the format wants it is empty here. */
public record CapabilitySpec(
        String version, Info info, List<Binding> binds, List<Consumes> consumes, List<Exposes> exposes) {

    public CapabilitySpec {
        binds = List.copyOf(binds);
        consumes = List.copyOf(consumes);
        exposes = List.copyOf(exposes);
    }

    /** Who the capability is. */
    public record Info(@Nullable String label, @Nullable String description, List<String> tags) {

        public Info {
            tags = List.copyOf(tags);
        }
    }

    /**
     * A group of variables.
     *
     * @param location null for the environment of the process
     * @param keys the key in the source, by variable name
     */
    public record Binding(String namespace, @Nullable String location, Map<String, String> keys) {

        public Binding {
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }
    }
}
