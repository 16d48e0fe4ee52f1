package io.portolan.mcp.stdio;

import io.portolan.mcp.server.McpAction;
import io.portolan.mcp.server.McpMethods;
import io.portolan.mcp.server.Subscription;
import io.portolan.mcp.server.Subscription.Sight;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that listens for changes. What it has not been told yet is kept once, however often it changes. */
final class Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Vertx vertx;
    private final LineWriter writer;
    private final Room room;
    private final Subscription subscription;
    private final Supplier<McpMethods> served;
    private final Map<String, Buffer> unsent = new LinkedHashMap<>();
    private @Nullable Sight seen;
    private boolean looking;
    private boolean lookAgain;
    private boolean over;

    /** Acknowledges, and tells of every change from here on. */
    Listening(Vertx vertx, LineWriter writer, Room room, McpAction.Listen granted, Supplier<McpMethods> served) {
        this.vertx = vertx;
        this.writer = writer;
        this.room = room;
        this.subscription = granted.subscription();
        this.served = served;
        subscription.opening().forEach(writer::write);
        // What is served by the time of the look may be another already.
        lookAgain = true;
        look(granted::methods);
    }

    /** Some time has passed: what changes by itself may have changed. */
    void beat() {
        if (seen != null && seen.restless()) {
            look();
        }
    }

    /** Something may have changed. */
    void look() {
        lookAgain = looking;
        if (!looking && !over) {
            look(served);
        }
    }

    private void look(Supplier<McpMethods> now) {
        looking = true;
        vertx.executeBlocking(() -> subscription.look(now.get()), false).onComplete(this::looked, this::failed);
    }

    /** The client reads again. */
    void flush() {
        if (!over && !room.full()) {
            unsent.values().forEach(writer::write);
            unsent.clear();
        }
    }

    /** Nothing more will come, and the client is told so. */
    void end() {
        if (!over) {
            stop();
            subscription.closing().forEach(writer::write);
        }
    }

    /** Nothing more will come. */
    void stop() {
        over = true;
        unsent.clear();
    }

    private void looked(@Nullable Sight sight) {
        looking = false;
        if (over || sight == null) {
            return;
        }
        if (seen != null) {
            unsent.putAll(subscription.differences(seen, sight));
            flush();
        }
        seen = sight;
        if (lookAgain) {
            look();
        }
    }

    private void failed(Throwable cause) {
        looking = false;
        LOG.atError().setCause(cause).log("changes for a listening client could not be found");
        end();
    }
}
