package io.portolan.consumer;

import io.portolan.upstream.UpstreamSettings;
import io.portolan.upstream.UpstreamStack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to an upstream, used by versions of its flows and by the calls under way: closed when the last of them lets
 * go. Lives on one event loop.
 */
final class SharedStack {

    private static final Logger LOG = LoggerFactory.getLogger(SharedStack.class);

    private final UpstreamSettings settings;
    private final UpstreamStack stack;
    private int users = 1;

    private SharedStack(UpstreamSettings settings, UpstreamStack stack) {
        this.settings = settings;
        this.stack = stack;
    }

    /** Opens one with one user. */
    static SharedStack open(Vertx vertx, UpstreamSettings settings) {
        return new SharedStack(settings, UpstreamStack.open(vertx, settings));
    }

    /** This one with one more user where it leads to the same place under the same limits, else a new one. */
    SharedStack leading(Vertx vertx, UpstreamSettings wanted) {
        if (!settings.equals(wanted)) {
            return open(vertx, wanted);
        }
        use();
        return this;
    }

    UpstreamStack stack() {
        return stack;
    }

    void use() {
        users++;
    }

    void letGo() {
        users--;
        if (users == 0) {
            close().onFailure(cause -> LOG.atWarn()
                    .addKeyValue("upstream", settings.namespace())
                    .addKeyValue("error", cause)
                    .log("connections were not closed cleanly"));
        }
    }

    /** Closes it whoever uses it. */
    Future<Void> close() {
        return stack.close();
    }
}
