package io.portolan.mcp;

import io.portolan.mcp.server.McpMethods;
import io.portolan.mcp.server.Subscription;
import io.portolan.mcp.server.Subscription.Sight;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that listens. What it has not been told yet is kept once, however often it changes, and a client that does
 * not read is dropped. Lives on the event loop of its request; holds nothing of what was mounted when it came.
 */
final class ListenStream {

    private static final Logger LOG = LoggerFactory.getLogger(ListenStream.class);

    /** Changes that come together are told together. */
    private static final long COALESCE_MS = 100;

    private static final long NONE = -1;

    private final Vertx vertx;
    private final Context loop;
    private final McpStreams.Endpoint endpoint;
    private final McpGate.Visitor visitor;
    private final Subscription subscription;
    private final HttpServerResponse response;
    private final EventStream events;
    private final Map<String, Buffer> unsent = new LinkedHashMap<>();
    private @Nullable Sight seen;
    private boolean looking;
    private boolean lookAgain;
    private boolean behind;
    private boolean over;
    private long coalescing = NONE;
    private long pulse = NONE;
    private Runnable closed = () -> {};

    ListenStream(Vertx vertx, McpStreams.Endpoint endpoint, RoutingContext context, Subscription subscription) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.endpoint = endpoint;
        this.visitor = McpGate.Visitor.staying(context);
        this.subscription = subscription;
        this.response = context.response();
        this.events = EventStream.begin(response);
    }

    /**
     * Acknowledges, and tells of every change from what these methods show.
     *
     * @param closed told once, when the client has gone or the stream has ended
     */
    void begin(McpMethods granted, Runnable closed) {
        if (response.closed()) {
            over = true;
            closed.run();
            return;
        }
        response.closeHandler(gone -> stop());
        response.endHandler(ended -> stop());
        this.closed = closed;
        subscription.opening().forEach(events::send);
        pulse = vertx.setPeriodic(endpoint.keepAlive().toMillis(), id -> beat());
        looking = true;
        // Something else may be mounted by now.
        lookAgain = true;
        vertx.executeBlocking(() -> subscription.look(granted), false).onComplete(this::looked, this::failed);
    }

    boolean at(int port) {
        return endpoint.port() == port;
    }

    /** Something may have changed; from any thread. */
    void look() {
        loop.runOnContext(now -> lookNow());
    }

    /** Nothing more will come; from any thread. */
    void end() {
        loop.runOnContext(now -> endNow());
    }

    private void lookNow() {
        if (over) {
            return;
        }
        lookAgain = looking;
        if (!looking) {
            looking = true;
            vertx.executeBlocking(this::sight, false).onComplete(this::looked, this::failed);
        }
    }

    /** Null when the endpoint is gone, or the visitor may not enter any more. */
    private @Nullable Sight sight() {
        McpMethods methods = endpoint.seenBy(visitor);
        return methods == null ? null : subscription.look(methods);
    }

    private void looked(@Nullable Sight sight) {
        looking = false;
        if (over) {
            return;
        }
        if (sight == null) {
            endNow();
            return;
        }
        if (seen != null) {
            unsent.putAll(subscription.differences(seen, sight));
        }
        seen = sight;
        if (!unsent.isEmpty() && coalescing == NONE) {
            coalescing = vertx.setTimer(COALESCE_MS, id -> {
                coalescing = NONE;
                flush();
            });
        }
        if (lookAgain) {
            lookNow();
        }
    }

    private void failed(Throwable cause) {
        looking = false;
        LOG.atError().setCause(cause).log("changes for a listening client could not be found");
        endNow();
    }

    private void flush() {
        if (events.full()) {
            events.drained(this::flush);
            return;
        }
        unsent.values().forEach(events::send);
        unsent.clear();
    }

    private void beat() {
        if (!events.full()) {
            behind = false;
            events.comment();
        } else if (behind) {
            events.drop();
            stop();
            return;
        } else {
            behind = true;
        }
        if (seen != null && seen.restless()) {
            lookNow();
        }
    }

    private void endNow() {
        if (!over) {
            stop();
            subscription.closing().forEach(events::send);
            events.end();
        }
    }

    private void stop() {
        if (over) {
            return;
        }
        over = true;
        vertx.cancelTimer(pulse);
        vertx.cancelTimer(coalescing);
        unsent.clear();
        closed.run();
    }
}
