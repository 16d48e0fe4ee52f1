package io.portolan.plan;

import java.util.List;
import java.util.Map;

/**
 * One method and path of a REST server.
 *
 * @param path with or without the namespace in front
 * @param operations the one it serves; several when files claim the same path for different requests, and then the
 *     caller has to choose
 */
public record RestRoute(String method, PathTemplate path, List<RestOperation> operations) {

    public RestRoute {
        operations = List.copyOf(operations);
    }

    /** What the query of a request has to hold, by name, for it to be meant for this route. */
    public Map<String, String> selector() {
        return operations.getFirst().selector();
    }
}
