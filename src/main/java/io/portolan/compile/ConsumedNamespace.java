package io.portolan.compile;

import io.portolan.auth.Scheme;
import io.portolan.plan.BaseUri;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One consumed namespace with all its operations.
 *
 * @param namespace as the event bus knows it
 * @param bindings the key in the environment, by variable name
 * @param operations by name, in the file's order
 */
record ConsumedNamespace(
        String namespace,
        String file,
        BaseUri baseUri,
        Scheme scheme,
        Map<String, String> bindings,
        Map<String, ConsumedOperation> operations) {

    ConsumedNamespace {
        operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
    }
}
