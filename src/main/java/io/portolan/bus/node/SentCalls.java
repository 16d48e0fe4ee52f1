package io.portolan.bus.node;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Calls that were sent to other nodes, until something came of them. */
final class SentCalls {

    private final Vertx vertx;
    private final String self;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentMap<Long, Sent> sent = new ConcurrentHashMap<>();

    /** One of them, and where its caller waits. */
    private final class Sent {

        final long number = numbers.incrementAndGet();
        final Context caller = vertx.getOrCreateContext();
        final Promise<Result> promise = Promise.promise();
        final Node node;
        final long timer;

        Sent(Node node, String namespace, long timeoutMs) {
            this.node = node;
            this.timer = vertx.setTimer(timeoutMs, id -> fail(this, late(namespace)));
        }
    }

    /** @param self the id of this node */
    SentCalls(Vertx vertx, String self) {
        this.vertx = vertx;
        this.self = self;
    }

    /**
     * Sends a call.
     *
     * @return on the caller's event loop; fails with a {@link Failure}, or with {@link UndeliveredException} or {@link
     *     NodeLostException}
     */
    Future<Result> send(Node node, String namespace, Invocation invocation, long timeoutMs) {
        Sent call = new Sent(node, namespace, timeoutMs);
        node.pending().incrementAndGet();
        sent.put(call.number, call);
        if (node.gone()) {
            fail(call, new UndeliveredException(node.who().name()));
        } else {
            node.tell(new NodeFrame.Call(self, call.number, namespace, invocation))
                    .onFailure(cause -> {
                        node.suspect();
                        fail(call, new UndeliveredException(node.who().name()));
                    });
        }
        return call.promise.future();
    }

    /** Something came of a call; too late, where nobody waits for it any more. */
    void settle(NodeFrame.Outcome outcome) {
        Sent call = sent.get(outcome.number());
        if (call == null || !take(call)) {
            discard(outcome);
            return;
        }
        switch (outcome) {
            case NodeFrame.Answered answered -> tell(call, answered.result(), null);
            case NodeFrame.Failed failed -> tell(call, null, failed.failure());
            case NodeFrame.Declined declined ->
                tell(call, null, new UndeliveredException(call.node.who().name()));
        }
    }

    /** A node is gone: whoever waits for it need not wait any longer. */
    void lose(Node node, String why) {
        for (Sent call : sent.values()) {
            if (call.node.equals(node)) {
                fail(call, new NodeLostException(node.who().name(), why));
            }
        }
    }

    private void fail(Sent call, Throwable cause) {
        if (take(call)) {
            tell(call, null, cause);
        }
    }

    private boolean take(Sent call) {
        if (!sent.remove(call.number, call)) {
            return false;
        }
        vertx.cancelTimer(call.timer);
        call.node.pending().decrementAndGet();
        return true;
    }

    private static void tell(Sent call, @Nullable Result result, @Nullable Throwable cause) {
        call.caller.runOnContext(now -> {
            if (cause == null) {
                call.promise.complete(result);
            } else {
                call.promise.fail(cause);
            }
        });
    }

    private static void discard(NodeFrame.Outcome outcome) {
        if (outcome instanceof NodeFrame.Answered answered) {
            Body.cancel(answered.result().body());
        }
    }

    private static Failure late(String namespace) {
        return new Failure(Kind.TIMEOUT, "the consumer of " + namespace + " did not answer in time");
    }
}
