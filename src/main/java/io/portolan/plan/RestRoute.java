package io.portolan.plan;

import java.util.List;

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
}
