package io.portolan.mcp.caller;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonBytes;
import io.portolan.format.JsonTree;
import io.portolan.mcp.rpc.JsonRpcMessage.Response;
import io.portolan.options.Durations;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What clients with a handshake were asked while they wait, and have not answered yet. A response comes as a message of
 * its own, on any connection and any event loop; there are no sessions, so only the id, which nobody can guess, says
 * what it answers. It begins with the name of this node.
 */
public final class Questions {

    /** Of one node: each holds a few hundred bytes, and a client that waits. */
    private static final int MOST = 10_000;

    private final String node = UUID.randomUUID().toString();
    private final ConcurrentMap<String, Waiting> open = new ConcurrentHashMap<>();

    /**
     * One request of the server.
     *
     * @param message what is to be sent
     * @param answer the result; fails when there is none
     */
    public record Question(String id, Buffer message, Future<JsonNode> answer) {}

    private record Waiting(Context context, Promise<JsonNode> promise) {

        /** Where the question was asked, wherever the answer arrived. */
        private void result(JsonNode result) {
            context.runOnContext(now -> promise.tryComplete(result));
        }

        private void none(String why) {
            context.runOnContext(now -> promise.tryFail(new UnansweredException(why)));
        }
    }

    /**
     * Opens a question.
     *
     * @param context on which its answer is dealt with
     * @return null when too many are open
     */
    public @Nullable Question open(Context context, String method, JsonNode params) {
        if (open.size() >= MOST) {
            return null;
        }
        String id = node + "." + UUID.randomUUID();
        Waiting waiting = new Waiting(context, Promise.promise());
        open.put(id, waiting);
        Buffer message = new JsonBytes(256)
                .raw("{\"jsonrpc\":\"2.0\",\"id\":")
                .string(id)
                .raw(",\"method\":")
                .string(method)
                .raw(",\"params\":")
                .raw(JsonTree.write(params))
                .raw("}")
                .toBuffer();
        return new Question(id, message, waiting.promise().future());
    }

    /**
     * Waits for the answer to what was sent.
     *
     * @param caller whom it was sent to; when it is gone, no answer will come
     * @param patience how long to wait
     * @return the result; fails with {@link UnansweredException} when there is none
     */
    public Future<JsonNode> await(Vertx vertx, Caller caller, Question question, Duration patience) {
        String late = "no answer of the client within " + Durations.format(patience);
        long deadline = vertx.setTimer(patience.toMillis(), over -> end(question.id(), late));
        caller.onGone(() -> end(question.id(), "the client is gone"));
        return question.answer().onComplete(answer -> vertx.cancelTimer(deadline));
    }

    /** Ends a question to which no answer is to be waited for any more; nothing when there was one. */
    public void end(String id, String why) {
        Waiting waiting = open.remove(id);
        if (waiting != null) {
            waiting.none(why);
        }
    }

    /** Hands a response to the one who waits for it; false when nobody does. */
    public boolean answer(Response response) {
        Waiting waiting = open.remove(response.id());
        if (waiting == null) {
            return false;
        }
        if (response.result() == null) {
            waiting.none("the client answered with an error");
        } else {
            waiting.result(JsonTree.read(response.result()));
        }
        return true;
    }

    /** How many are open. */
    public int size() {
        return open.size();
    }
}
