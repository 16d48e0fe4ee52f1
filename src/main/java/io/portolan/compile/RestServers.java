package io.portolan.compile;

import io.portolan.plan.PathTemplate;
import io.portolan.plan.RestOperation;
import io.portolan.plan.RestRoute;
import io.portolan.plan.RestServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the REST adapters of all files on their ports: each operation under its namespace, always; and on its plain path
 * when one file claims it, or all that claim it would send the same request.
 */
final class RestServers {

    private final SortedMap<Integer, List<RestOperation>> operations = new TreeMap<>();

    void add(int port, List<RestOperation> adapter) {
        operations.computeIfAbsent(port, absent -> new ArrayList<>()).addAll(adapter);
    }

    List<RestServer> servers() {
        return operations.entrySet().stream()
                .map(entry -> new RestServer(entry.getKey(), routes(entry.getValue())))
                .toList();
    }

    private static List<RestRoute> routes(List<RestOperation> operations) {
        SortedMap<String, RestRoute> routes = new TreeMap<>();
        for (RestOperation operation : operations) {
            PathTemplate path = Paths.prefixed(operation.namespace(), operation.path());
            routes.put(key(operation, path), new RestRoute(operation.method(), path, List.of(operation)));
        }
        plain(operations).forEach((key, claims) -> {
            RestOperation first = claims.getFirst();
            routes.putIfAbsent(key, new RestRoute(first.method(), first.path(), claims));
        });
        return List.copyOf(routes.values());
    }

    /** The operations that claim each plain path, by namespace; claims for one request of the same callers are one. */
    private static Map<String, List<RestOperation>> plain(List<RestOperation> operations) {
        Map<String, SortedMap<String, RestOperation>> claims = new HashMap<>();
        operations.stream()
                .sorted(Comparator.comparing(RestOperation::namespace))
                .forEach(
                        operation -> claims.computeIfAbsent(key(operation, operation.path()), absent -> new TreeMap<>())
                                .putIfAbsent(operation.flow().digest() + operation.guard(), operation));
        Map<String, List<RestOperation>> plain = new HashMap<>();
        claims.forEach((key, byDigest) -> plain.put(
                key,
                byDigest.values().stream()
                        .sorted(Comparator.comparing(RestOperation::namespace))
                        .toList()));
        return plain;
    }

    private static String key(RestOperation operation, PathTemplate path) {
        return path.shape() + " " + operation.method() + " " + new TreeMap<>(operation.selector());
    }
}
