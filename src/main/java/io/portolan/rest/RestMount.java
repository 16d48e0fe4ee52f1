package io.portolan.rest;

import io.portolan.format.Quote;
import io.portolan.http.Problems;
import io.portolan.http.RouterMount;
import io.portolan.plan.RestRoute;
import io.portolan.plan.RestServer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the routes of one REST port. Takes every request that gets to it, so it has to be the last on its router; a
 * tree of its own decides, because the router's walk from route to route grows with their number.
 */
public final class RestMount implements RouterMount {

    private static final Logger LOG = LoggerFactory.getLogger(RestMount.class);

    private final RouteTree<Endpoint> tree;

    public RestMount(RestServer server, RestBackend backend) {
        Map<String, List<RestRoute>> requests = new LinkedHashMap<>();
        for (RestRoute route : server.routes()) {
            String request = route.method() + " " + route.path().shape();
            requests.computeIfAbsent(request, unseen -> new ArrayList<>(1)).add(route);
        }
        tree = new RouteTree<>(requests.values().stream()
                .map(routes -> new RouteTree.Entry<>(
                        routes.getFirst().method(), routes.getFirst().path(), endpoint(routes, backend)))
                .toList());
    }

    private static Endpoint endpoint(List<RestRoute> routes, RestBackend backend) {
        RestRoute first = routes.getFirst();
        return routes.size() == 1 && first.selector().isEmpty()
                ? endpoint(first, backend)
                : new SelectingEndpoint(routes.stream()
                        .map(route -> new SelectingEndpoint.Choice(route.selector(), endpoint(route, backend)))
                        .toList());
    }

    @Override
    public void mount(Router router) {
        router.route().handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = String.valueOf(request.path());
        switch (tree.lookup(request.method().name(), path)) {
            case RouteTree.Found<Endpoint> found -> found.target().handle(context, found.captures());
            case RouteTree.OtherMethods<Endpoint> others -> otherMethods(context, path, others.allowed());
            case RouteTree.Nothing<Endpoint> nothing ->
                Problems.send(context, Problems.of(404, Quote.of(path) + " is not served here"));
            case RouteTree.Malformed<Endpoint> malformed ->
                Problems.send(
                        context,
                        Problems.of(400, "path: " + Quote.of(malformed.value()) + " (expected: UTF-8, as %XX)"));
        }
    }

    /** RFC 9110 9.3.7 and 15.5.6: both answers list the methods that would work. */
    private static void otherMethods(RoutingContext context, String path, SortedSet<String> allowed) {
        HttpServerResponse response = context.response();
        String methods = String.join(", ", allowed);
        response.putHeader(HttpHeaders.ALLOW, methods);
        String method = context.request().method().name();
        if (method.equals("OPTIONS")) {
            response.setStatusCode(204).end().onFailure(RestMount::gone);
        } else {
            String detail = Quote.of(method) + " is not served at " + Quote.of(path) + " (expected: " + methods + ")";
            Problems.send(context, Problems.of(405, detail));
        }
    }

    private static Endpoint endpoint(RestRoute route, RestBackend backend) {
        return route.operations().size() == 1
                ? new RouteHandler(route.operations().getFirst(), backend)
                : new ChoicesEndpoint(route);
    }

    private static void gone(Throwable cause) {
        LOG.atDebug().addKeyValue("error", cause).log("caller went away before the end");
    }
}
