package io.portolan.plan;

import io.portolan.binding.BindingKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The flows of one exposing namespace that are more, or less, than one upstream request.
 *
 * @param namespace {@code rest.} or {@code mcp.} and the exposing namespace
 * @param file the capability file it comes from
 * @param bindings where the values are, by variable name
 */
public record FlowsPlan(String namespace, String file, Map<String, BindingKey> bindings, List<Flow> flows) {

    public FlowsPlan {
        bindings = Collections.unmodifiableMap(new TreeMap<>(bindings));
        flows = List.copyOf(flows);
    }
}
