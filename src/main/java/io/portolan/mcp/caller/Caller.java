package io.portolan.mcp.caller;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** The one who asked, while it waits for the answer. Used on one event loop. */
public interface Caller {

    /** Of the request, a UUID. */
    String requestId();

    /**
     * Sends a JSON-RPC notification ahead of the answer; dropped where the caller cannot read one. Of those that a slow
     * reader has not got yet, only the newest is kept.
     */
    void tell(Buffer notification);

    /**
     * Sends a request of the server ahead of the answer. Only to clients with a handshake: later revisions ask with
     * {@code input_required}.
     *
     * @param patience how long to wait
     * @return the result; fails with {@link UnansweredException} when there is none, or the caller cannot be asked
     */
    Future<JsonNode> ask(String method, JsonNode params, Duration patience);

    /** Does something again and again until the answer is there; never, where the caller cannot be told of it. */
    void every(Duration period, Runnable action);

    /** What to do when the caller is gone or cancels before it has the answer; at once when it is gone already. */
    void onGone(Runnable action);
}
