package io.portolan.rest;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What serves one method and path. */
interface Endpoint {

    /**
     * Answers one request.
     *
     * @param captures the values of the path's parameters from the left, decoded
     */
    void handle(RoutingContext context, List<String> captures);
}
