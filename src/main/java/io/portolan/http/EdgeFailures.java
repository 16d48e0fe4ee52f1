package io.portolan.http;

import io.portolan.format.Quote;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a router could not answer becomes a problem document; no stack trace leaves the process. */
final class EdgeFailures implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeFailures.class);

    @Override
    public void handle(RoutingContext context) {
        if (context.failure() instanceof BodyTooLargeException large) {
            Problems.send(context, Problems.of(large));
            return;
        }
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (status >= 500) {
            LOG.atError()
                    .addKeyValue("requestId", RequestIds.of(context))
                    .setCause(context.failure())
                    .log("request failed");
        }
        Problems.send(context, Problems.of(status, detail(status, context.request())));
    }

    private static String detail(int status, HttpServerRequest request) {
        return switch (status) {
            case 404 -> "nothing is served at " + Quote.of(String.valueOf(request.path()));
            case 405 -> request.method() + " is not served at " + Quote.of(String.valueOf(request.path()));
            default -> status < 500 ? "the request cannot be understood" : "a bug; the log says more under this id";
        };
    }
}
