package io.portolan.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capability file that is served, as operators see it.
 *
 * @param label what it calls itself; null when it does not
 * @param specVersion of the format
 * @param version of the capability; null when the file gives none
 * @param listed whether the file lets {@code /status} tell of it
 * @param guards what operators have to show, as the file wishes; none where everybody may look
 */
public record ServedCapability(
        String file,
        @Nullable String label,
        String specVersion,
        @Nullable String version,
        boolean listed,
        List<Guard> guards,
        List<Adapter> adapters) {

    public ServedCapability {
        guards = List.copyOf(guards);
        adapters = List.copyOf(adapters);
    }

    ServedCapability withoutAdapters() {
        return new ServedCapability(file, label, specVersion, version, listed, guards, List.of());
    }

    /**
     * One of its adapters.
     *
     * @param type as the format calls it
     * @param namespace as served
     * @param port of the plan, which may be 0 for any free one; below 0 where it has none
     */
    public record Adapter(String type, String namespace, int port) {}
}
