package io.portolan.mcp;

import io.portolan.http.RequestIds;
import io.portolan.mcp.server.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** A client that waits for the response to its POST. */
final class HttpCaller implements Caller {

    private final RoutingContext context;

    HttpCaller(RoutingContext context) {
        this.context = context;
    }

    @Override
    public String requestId() {
        return RequestIds.of(context);
    }

    @Override
    public void tell(Buffer notification) {}

    @Override
    public void onGone(Runnable action) {}
}
