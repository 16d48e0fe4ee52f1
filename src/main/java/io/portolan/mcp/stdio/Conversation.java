package io.portolan.mcp.stdio;

import io.portolan.mcp.caller.Task;
import io.portolan.mcp.rpc.Handshake;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.JsonRpcMessage;
import io.portolan.mcp.rpc.JsonRpcMessage.Notification;
import io.portolan.mcp.rpc.JsonRpcMessage.Params;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.JsonRpcMessage.Response;
import io.portolan.mcp.rpc.JsonRpcMessage.Unreadable;
import io.portolan.mcp.rpc.RequestChecks;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.mcp.server.McpAction;
import io.portolan.mcp.server.McpMethods;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client and we have said so far, and still owe each other. Used on one event loop. */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private static final int MOST_LISTENERS = 256;

    /** Under which a client listens by its handshake alone. No id of a request is spelled like this. */
    private static final String HANDSHAKE = "handshake";

    private final Vertx vertx;
    private final LineWriter writer;
    private final Room room;
    private final Supplier<McpMethods> served;
    private final Map<String, Listening> listening = new HashMap<>();
    private final Set<StdioCaller> waiting = new HashSet<>();
    private final Map<String, StdioCaller> byId = new HashMap<>();
    private final Promise<Void> quiet = Promise.promise();
    private Handshake agreed = Handshake.NONE;
    private boolean ending;

    /** @param served what requests are for, at any time */
    Conversation(Vertx vertx, LineWriter writer, Room room, Supplier<McpMethods> served) {
        this.vertx = vertx;
        this.writer = writer;
        this.room = room;
        this.served = served;
    }

    /** @param message for which {@code room} was entered, if it is to be answered */
    void receive(JsonRpcMessage message) {
        if (ending) {
            return;
        }
        McpMethods methods = served.get();
        switch (message) {
            case Notification told -> hear(told, methods);
            case Unreadable nonsense -> perform("", methods.handle(nonsense, agreed), methods);
            // One that nobody waits for is late; an answer gets no answer.
            case Response answer -> methods.handle(answer, agreed);
            case Request asked -> {
                settle(asked);
                perform(asked.id().toString(), action(asked, methods), methods);
            }
        }
    }

    /** Takes nothing more; done once all that is under way is answered. */
    Future<Void> end() {
        ending = true;
        listening.values().forEach(Listening::end);
        listening.clear();
        waiting.forEach(StdioCaller::mute);
        if (waiting.isEmpty()) {
            quiet.tryComplete();
        }
        return quiet.future();
    }

    /** The client is gone, or out of patience. */
    void leave() {
        ending = true;
        listening.values().forEach(Listening::stop);
        listening.clear();
        List.copyOf(waiting).forEach(this::leave);
        quiet.tryComplete();
    }

    /** The client reads again. */
    void flush() {
        waiting.forEach(StdioCaller::flush);
        listening.values().forEach(Listening::flush);
    }

    /** Something else is served from now on. */
    void changed() {
        listening.values().forEach(Listening::look);
    }

    /** What changes by itself may have changed. */
    void beat() {
        listening.values().forEach(Listening::beat);
    }

    private void hear(Notification told, McpMethods methods) {
        switch (told.method()) {
            case "notifications/cancelled" -> {
                JsonMember id = told.params().member("requestId");
                cancel(id == null ? "" : id.bytes().toString());
            }
            case "notifications/initialized" -> listen(HANDSHAKE, methods.changes(agreed));
            default -> {}
        }
    }

    private void cancel(String id) {
        StdioCaller caller = byId.get(id);
        if (caller != null) {
            leave(caller);
        }
        Listening listener = listening.remove(id);
        if (listener != null) {
            listener.stop();
        }
    }

    private void leave(StdioCaller caller) {
        caller.leave();
        forget(caller);
    }

    /** A handshake holds for all that follows it; there is no header that would repeat it. */
    private void settle(Request asked) {
        Params params = asked.params();
        if (asked.method().equals("initialize") && params.metaMember(RequestChecks.PROTOCOL_VERSION) == null) {
            agreed = Handshake.of(params);
        }
    }

    private McpAction action(Request asked, McpMethods methods) {
        try {
            return methods.handle(asked, agreed);
        } catch (RuntimeException bug) {
            return broken(asked.id(), bug, methods);
        }
    }

    private McpAction broken(Buffer id, Throwable bug, McpMethods methods) {
        LOG.atError().setCause(bug).log("a message was not handled");
        return methods.handle(new Unreadable(id, RpcError.internal("a bug; the log says more")), agreed);
    }

    private void perform(String id, McpAction action, McpMethods methods) {
        switch (action) {
            case McpAction.Answer answer -> {
                writer.write(answer.reply().json());
                room.leave();
            }
            case McpAction.Accepted nothing -> room.leave();
            case McpAction.Listen listen -> {
                room.leave();
                listen(id, listen);
            }
            case McpAction.Work work -> run(id, work.task(), methods);
        }
    }

    private void listen(String id, McpAction.Listen listen) {
        cancel(id);
        if (listening.size() < MOST_LISTENERS) {
            listening.put(id, new Listening(vertx, writer, room, listen, served));
        } else {
            writer.write(
                    listen.methods().crowded(Buffer.buffer(id), MOST_LISTENERS).json());
        }
    }

    private void run(String id, Task task, McpMethods methods) {
        StdioCaller caller = new StdioCaller(vertx, id, writer, room, methods.questions());
        waiting.add(caller);
        byId.put(id, caller);
        Future.succeededFuture()
                .compose(go -> task.run(caller))
                .onSuccess(caller::answer)
                .onFailure(bug -> {
                    if (broken(Buffer.buffer(id), bug, methods) instanceof McpAction.Answer answer) {
                        caller.answer(answer.reply());
                    }
                })
                .onComplete(done -> forget(caller));
    }

    private void forget(StdioCaller caller) {
        if (!waiting.remove(caller)) {
            return;
        }
        byId.remove(caller.id(), caller);
        room.leave();
        if (ending && waiting.isEmpty()) {
            quiet.tryComplete();
        }
    }
}
