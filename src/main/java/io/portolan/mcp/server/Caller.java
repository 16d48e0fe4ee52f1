package io.portolan.mcp.server;

import io.vertx.core.buffer.Buffer;

/** The one who asked, while it waits for the answer. Used on one event loop. */
public interface Caller {

    /** Of the request, a UUID. */
    String requestId();

    /** Sends a JSON-RPC notification ahead of the answer; dropped where the caller cannot read one. */
    void tell(Buffer notification);

    /** What to do when the caller is gone or cancels before it has the answer; at once when it is gone already. */
    void onGone(Runnable action);
}
