package io.portolan.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;

/** Notices that a client goes away before it has its answer. */
public final class Departure {

    /**
     * Does something when the client closes its connection, or resets its stream, before the answer is known.
     *
     * @param answer what the client waits for
     */
    public static void of(HttpServerResponse response, Future<?> answer, Runnable action) {
        if (response.closed()) {
            action.run();
            return;
        }
        // HTTP/2 closes each stream, HTTP/1.1 only a connection in the middle of an answer.
        response.closeHandler(gone -> {
            if (!answer.isComplete()) {
                action.run();
            }
        });
    }

    private Departure() {}
}
