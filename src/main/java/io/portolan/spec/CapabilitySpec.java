package io.portolan.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A capability file, key for key, whatever version of the format it is written in. A text that the file lacks though
 * the format wants it is empty here. The parts stand at the paths {@code binds[i]}, {@code capability.binds[i]},
 * {@code capability.consumes[i]}, {@code capability.aggregates[i]} and {@code capability.exposes[i]}, in files that
 * hold a lone section too, and elements of keyed maps stand at their index as those of lists do.
 *
 * @param binds those at the root, then those inside {@code capability}
 * @param imports sections of other files that stand in place of a section of this one
 */
public record CapabilitySpec(
        String version,
        Info info,
        List<Binding> binds,
        List<Consumes> consumes,
        List<Aggregate> aggregates,
        List<Exposes> exposes,
        List<Import> imports) {

    public CapabilitySpec {
        binds = List.copyOf(binds);
        consumes = List.copyOf(consumes);
        aggregates = List.copyOf(aggregates);
        exposes = List.copyOf(exposes);
        imports = List.copyOf(imports);
    }

    /**
     * Who the capability is.
     *
     * @param label {@code display} in newer files
     * @param version the capability's own; null when the file says nothing
     */
    public record Info(
            @Nullable String label,
            @Nullable String description,
            @Nullable String version,
            List<String> tags) {

        public Info {
            tags = List.copyOf(tags);
        }
    }

    /**
     * A group of variables.
     *
     * @param where its path in the document
     * @param location null for the environment of the process
     * @param keys the key in the source, by variable name
     */
    public record Binding(
            String where, String namespace, @Nullable String location, Map<String, String> keys) {

        public Binding {
            keys = Ordered.copyOf(keys);
        }
    }

    /**
     * A section taken over from another file. Until it is, an empty section stands in its place.
     *
     * @param section {@code consumes}, {@code aggregates}, {@code exposes} or {@code binds}
     * @param index of the empty section among those of its kind
     * @param from the other file, relative to the folder of this one
     * @param name the namespace there
     * @param as the namespace here; null for the same
     */
    public record Import(
            String where,
            String section,
            int index,
            String from,
            String name,
            @Nullable String as) {}
}
