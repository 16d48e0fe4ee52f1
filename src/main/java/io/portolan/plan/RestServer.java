package io.portolan.plan;

import java.util.List;

/**
 * Everything one REST port serves.
 *
 * @param port 0 for any free one
 */
public record RestServer(int port, List<RestRoute> routes) {

    public RestServer {
        routes = List.copyOf(routes);
    }
}
