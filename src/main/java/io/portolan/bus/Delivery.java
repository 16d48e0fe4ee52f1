package io.portolan.bus;

import io.portolan.bus.Failure.Kind;
import io.portolan.bus.node.Node;
import io.portolan.bus.node.NodeLostException;
import io.portolan.bus.node.Nodes;
import io.portolan.bus.node.UndeliveredException;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a call to a consumer: one of this node, else one of the least busy node, else one of the next. A call that
 * never arrived goes to the next node at once; one whose node was lost does so only when it may be run again. Each node
 * is asked once.
 */
final class Delivery {

    private final EventBus bus;
    private final LocalConsumers consumers;
    private final Nodes nodes;

    Delivery(EventBus bus, LocalConsumers consumers, Nodes nodes) {
        this.bus = bus;
        this.consumers = consumers;
        this.nodes = nodes;
    }

    Future<Result> deliver(String namespace, Invocation invocation) {
        String local = consumers.address(namespace, invocation.digest());
        if (local == null) {
            return elsewhere(namespace, invocation, List.of());
        }
        return consumers
                .run(bus, namespace, local, invocation)
                .recover(failure -> Failure.undelivered(failure)
                        ? elsewhere(namespace, invocation, List.of())
                        : Future.failedFuture(failure));
    }

    private Future<Result> elsewhere(String namespace, Invocation invocation, List<Node> asked) {
        long left = left(invocation);
        if (left <= 0) {
            return failed(Kind.TIMEOUT, "the deadline passed before a node took " + invocation.flow());
        }
        Node node = nodes.choose(namespace, invocation.digest(), asked);
        if (node == null) {
            return failed(Kind.UNAVAILABLE, nobody(namespace, invocation));
        }
        String requestId = invocation.context().requestId();
        RunningCalls.Entry entry = consumers.calls().begin(requestId, () -> nodes.cancel(node, requestId));
        return nodes.call(node, namespace, invocation, left + LocalConsumers.GRACE_MS)
                .onComplete(any -> consumers.calls().end(entry))
                .recover(cause -> switch (cause) {
                    case UndeliveredException nothing -> elsewhere(namespace, invocation, with(asked, node));
                    case NodeLostException lost ->
                        again(invocation)
                                ? elsewhere(namespace, invocation, with(asked, node))
                                : failed(Kind.OUTCOME_UNKNOWN, unknown(lost));
                    default -> Future.failedFuture(cause);
                });
    }

    /** What comes as a stream comes once. */
    private static boolean again(Invocation invocation) {
        return invocation.repeatable() && !(invocation.body() instanceof Body.Streamed);
    }

    private String nobody(String namespace, Invocation invocation) {
        return consumers.serve(namespace) || nodes.serve(namespace)
                ? "no node takes calls to this version of " + invocation.flow()
                : "no node serves " + namespace;
    }

    private static String unknown(NodeLostException lost) {
        return lost.getMessage() + "; the call may have been carried out or not, and was not sent again";
    }

    private static long left(Invocation invocation) {
        return invocation.context().deadline() - System.currentTimeMillis();
    }

    private static List<Node> with(List<Node> asked, Node node) {
        List<Node> all = new ArrayList<>(asked);
        all.add(node);
        return all;
    }

    private static Future<Result> failed(Kind kind, String reason) {
        return Future.failedFuture(new Failure(kind, reason));
    }
}
